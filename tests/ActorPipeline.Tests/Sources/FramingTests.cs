using System.Text;
using ActorPipeline.Records;
using ActorPipeline.Sources;

namespace ActorPipeline.Tests.Sources;

public sealed class FramingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("\n\n\r\n", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\r\n\r\nb\r", "a\r|b\r")]
    [InlineData("\n\na\n\n\nb\n\n", "a|b")]
    [InlineData("\r", "")]
    [InlineData("a\rb\n", "a\rb")]
    [InlineData("\u00EF\u00BB\u00BFa\nb\n", "a|b")]
    [InlineData("\u00EF\u00BB\u00BF\n\na\n", "a")]
    [InlineData("\u00EF\u00BB\u00BF", "")]
    [InlineData("\u00EF\u00BB\n", "\u00EF\u00BB")]
    [InlineData("a\n\u00EF\u00BB\u00BFb\n", "a|\u00EF\u00BB\u00BFb")]
    public void Lines_become_rows(string content, string rows)
    {
        var path = _folder.Write("a.log", Encoding.Latin1.GetBytes(content));
        foreach (var size in new[] { 1, 2, 3, 4, 1000 })
        {
            var spec = Reading.Files(_folder, path) with { BatchBytes = size, MaxRecordBytes = 16 };
            Assert.Equal(rows, string.Join('|', Reading.Texts(spec)));
        }
    }

    [Fact]
    public void A_line_that_is_too_long_is_one_dead_row_wherever_it_lies()
    {
        const int limit = 20;
        foreach (var (before, size, end) in from before in Enumerable.Range(0, 70)
                                            from size in new[] { 19, 20, 21, 22, 23, 40, 41, 64, 200 }
                                            from end in new[] { "\n", "\r\n", "" }
                                            select (before, size, end))
        {
            var content = new string('a', before % 20) + "\n" + new string('b', size) + end;
            content += end.Length > 0 ? "c\n" : "";
            var path = _folder.Write("a.log", content);
            foreach (var batch in new[] { 1, 16, 21, 33, 64, 1 << 16 })
            {
                var rows = Reading.Rows(
                    Reading.Files(_folder, path) with { BatchBytes = batch, MaxRecordBytes = limit });
                var row = Assert.Single(rows, row => row.Text.StartsWith('b'));
                Assert.Equal(size > limit, row.Dead);
                Assert.Equal(before % 20 + 1, row.Position);
                Assert.Equal(new string('b', Math.Min(size, limit)), row.Text.TrimEnd('\r'));
                if (end.Length > 0)
                {
                    Assert.Equal(new ReadRow(content.Length - 2, "c", false), rows[^1]);
                }
            }
        }
    }

    [Fact]
    public void A_dead_row_tells_the_limit()
    {
        _folder.Write("a.log", new string('x', 100));
        using var source = Reading.Open(Reading.Files(_folder, "a.log") with { MaxRecordBytes = 50 });
        Reading.Rows(source.Partitions[0], 0, batch => Assert.Equal(
            new DeadRow(
                0,
                DeadReason.OverLong,
                "The record is longer than 50 bytes, the limit (max-record-bytes); its first 50 bytes are kept."),
            Assert.Single(batch.DeadRows)));
    }

    [Fact]
    public void A_line_of_many_times_the_limit_takes_bounded_memory()
    {
        var content = new byte[20 << 20];
        content.AsSpan().Fill((byte)'x');
        content[^3] = (byte)'\n';
        _folder.Write("a.log", content);
        using var source = Reading.Open(
            Reading.Files(_folder, "a.log") with { BatchBytes = 1000, MaxRecordBytes = 5000 });
        var rows = Reading.Rows(
            source.Partitions[0], 0, batch => Assert.InRange(batch.Data.Length, 0, 5000 + (80 << 10)));
        Assert.Equal([0, content.Length - 2], rows.Select(row => row.Position));
    }

    [Fact]
    public void A_batch_has_a_limit_of_rows()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 300_000; i++)
        {
            text.Append(i % 10).Append(i % 7 == 0 ? "\n\n" : "\n");
        }

        _folder.Write("a.log", text.ToString());
        using var source = Reading.Open(Reading.Files(_folder, "a.log"));
        var most = 0;
        var rows = Reading.Rows(source.Partitions[0], 0, batch => most = Math.Max(most, batch.RowCount));
        Assert.Equal(SourceLimits.MaxBatchRows, most);
        Assert.Equal(Enumerable.Range(0, 300_000).Select(i => $"{i % 10}"), rows.Select(row => row.Text));
    }

    [Fact]
    public void Reading_on_allocates_nothing()
    {
        _folder.Write("a.log", string.Concat(Enumerable.Repeat("a line of some length, and its end\n", 200_000)));
        using var source = Reading.Open(Reading.Files(_folder, "a.log") with { BatchBytes = 1 << 16 });
        var batch = new RecordBatch([]);
        source.Partitions[0].Seek(0);
        for (var i = 0; i < 100; i++)
        {
            batch.Clear();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var result = source.Partitions[0].Read(batch);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(ReadResult.Filled, result);
            Assert.True(i < 10 || allocated == 0, $"Batch {i} allocated {allocated} bytes.");
        }
    }

    [Fact]
    public void Ten_thousand_tiny_files_are_read_in_order()
    {
        for (var i = 0; i < 10_000; i++)
        {
            File.WriteAllText(_folder.At($"{i:D5}.log"), $"{i}\n");
        }

        using var source = Reading.Open(Reading.Files(_folder, "*.log"));
        var rows = Reading.Rows(source.Partitions[0], 0);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => $"{i}"), rows.Select(row => row.Text));

        using var again = Reading.Open(Reading.Files(_folder, "*.log"), source.State);
        Assert.Equal(rows[5000..], Reading.Rows(again.Partitions[0], rows[5000].Position));
    }

    [Fact]
    public void Line_feeds_are_found_at_any_place() => Fuzz.Run(cases: 300, maxBytes: 1 << 16, random =>
    {
        var found = new int[NewlineScanner.BlockBytes];
        var data = new byte[random.Next(0, 400)];
        var share = random.Next(1, 40);
        foreach (ref var value in data.AsSpan())
        {
            value = random.Next(share) == 0 ? (byte)'\n' : (byte)random.Next(256);
        }

        var from = random.Next(0, data.Length + 1);
        var expected = Enumerable.Range(from, data.Length - from).Where(i => data[i] == '\n').ToList();
        var actual = new List<int>();
        while (from < data.Length)
        {
            var count = NewlineScanner.Find(data, ref from, found);
            actual.AddRange(found.AsSpan(0, count));
        }

        Assert.Equal(expected, actual);
    });
}
