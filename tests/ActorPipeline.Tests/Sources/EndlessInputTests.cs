using System.Text;
using ActorPipeline.Records;
using ActorPipeline.Sources;

namespace ActorPipeline.Tests.Sources;

/// <summary>Input of which nothing becomes a record: reading it must return, so that a pipeline can be stopped.</summary>
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
