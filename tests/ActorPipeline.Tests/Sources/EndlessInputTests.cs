using System.Text;
using ActorPipeline.Records;
using ActorPipeline.Sources;

namespace ActorPipeline.Tests.Sources;

/// <summary>Input of which nothing becomes a record: a read must return, so that a pipeline can be stopped.</summary>
public sealed class EndlessInputTests
{
    private const long Endless = long.MaxValue;

    [Theory]
    [InlineData('x')]
    [InlineData('\n')]
    [InlineData('\0')]
    public void A_read_of_an_endless_line_or_of_endless_empty_lines_returns(char content)
    {
        var (framer, batch) = (new LineFramer(1 << 16, 1_000), new RecordBatch([]));
        var input = new RepeatedInput(content, Endless);
        foreach (var _ in (int[])[1, 2])
        {
            batch.Clear();
            Assert.Equal(ReadResult.Idle, framer.Read(batch, input));
            Assert.Equal(0, batch.RowCount);
        }

        Assert.InRange(batch.Data.Length, 1, 1 << 18);
    }

    [Fact]
    public void A_line_that_takes_several_reads_is_one_dead_row_at_its_place()
    {
        const long length = 150_000_001;
        var (framer, batch) = (new LineFramer(1 << 16, 1_000), new RecordBatch([]));
        var input = new RepeatedInput('x', length);
        var reads = 1;
        for (; framer.Read(batch, input) == ReadResult.Idle; reads++)
        {
            batch.Clear();
        }

        Assert.Equal(3, reads);
        Assert.Equal((1, DeadReason.OverLong), (batch.RowCount, Assert.Single(batch.DeadRows).Reason));
        Assert.Equal((0, length), (batch.From, batch.To));
        Assert.Equal(new string('x', 1_000), Encoding.UTF8.GetString(batch.RowBytes(0)));
        batch.Clear();
        Assert.Equal(ReadResult.Ended, framer.Read(batch, input));
    }

    [Fact]
    public void What_follows_a_very_long_line_in_a_file_is_read()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "long.log");
        using (var file = File.Create(path))
        {
            // A hole: it takes no room on the disk, and reads as zeros.
            file.Seek(150_000_000, SeekOrigin.Begin);
            file.Write("\nlast\n"u8);
        }

        using var source = Reading.Open(Reading.Files(folder, "long.log"));
        var partition = source.Partitions[0];
        partition.Seek(0);
        var (rows, idle, batch) = (new List<ReadRow>(), 0, new RecordBatch([]));
        for (ReadResult result; (result = Reading.Next(partition, batch, rows)) != ReadResult.Ended;)
        {
            idle += result == ReadResult.Idle ? 1 : 0;
        }

        Assert.Equal(2, idle);
        Assert.Equal([(0L, true), (150_000_001L, false)], rows.Select(row => (row.Position, row.Dead)));
        Assert.Equal("last", rows[1].Text);
    }

    /// <summary>The same byte again and again.</summary>
    private sealed class RepeatedInput(char content, long length) : IByteInput
    {
        private long _left = length;

        public int Read(Span<byte> target)
        {
            var count = (int)Math.Min(_left, target.Length);
            _left -= count;
            target[..count].Fill((byte)content);
            return count == 0 ? IByteInput.End : count;
        }
    }
}
