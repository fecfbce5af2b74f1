using ActorPipeline.Records;
using ActorPipeline.Sources;

namespace ActorPipeline.Tests.Sources;

public sealed class GzipTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Members_follow_one_another_though_a_line_spans_two()
    {
        _folder.WriteGzip("a.log", "one\ntw", "o\n", "", "three");
        Assert.Equal(["one", "two", "three"], Reading.Texts(Reading.Files(_folder, "a.log")));
    }

    [Fact]
    public void Empty_gzip_files_are_fine()
    {
        _folder.WriteGzip("a.log", "");
        _folder.WriteGzip("b.log", "b\n");
        Assert.Equal(["b"], Reading.Texts(Reading.Files(_folder, "*.log")));
    }

    [Fact]
    public void Gzip_is_known_by_its_bytes_not_by_its_name()
    {
        _folder.Write("a.gz", "not compressed\n");
        Assert.Equal(["not compressed"], Reading.Texts(Reading.Files(_folder, "a.gz")));
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_an_error_never_an_early_end()
    {
        var text = string.Concat(Enumerable.Range(0, 50).Select(i => $"line {i * 7919}\n"));
        var whole = File.ReadAllBytes(_folder.WriteGzip("whole", text, "second member\n"));
        for (var length = 3; length < whole.Length; length++)
        {
            var path = _folder.Write("a.log", whole[..length]);
            if (length == TempFolder.Gzip(System.Text.Encoding.UTF8.GetBytes(text)).Length)
            {
                continue; // Exactly one member: a whole file.
            }

            var error = Assert.Throws<SourceException>(() => Reading.Texts(Reading.Files(_folder, "a.log")));
            Assert.StartsWith($"{path} starts like gzip but can't be decompressed: it is truncated", error.Message);
            Assert.False(error.IsTransient);
        }
    }

    [Fact]
    public void What_was_whole_before_the_cut_is_read()
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => $"line {i * 7919}").ToList();
        var whole = TempFolder.Gzip(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        _folder.Write("a.log", whole[..(whole.Length / 2)]);
        using var source = Reading.Open(Reading.Files(_folder, "a.log") with { BatchBytes = 1000 });
        var rows = new List<ReadRow>();
        var batch = new RecordBatch([]);
        source.Partitions[0].Seek(0);
        Assert.Throws<SourceException>(() =>
        {
            while (Reading.Next(source.Partitions[0], batch, rows) != ReadResult.Ended)
            {
            }
        });
        Assert.InRange(rows.Count, 1000, lines.Count - 1000);
        Assert.Equal(lines[..rows.Count], rows.Select(row => row.Text));
    }

    [Fact]
    public void Damaged_data_is_an_error()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(i => $"line {i * 7919}\n"));
        var bytes = TempFolder.Gzip(System.Text.Encoding.UTF8.GetBytes(text));
        foreach (var at in new[] { bytes.Length / 2, bytes.Length - 6 })
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x55;
            _folder.Write("a.log", damaged);
            Assert.Throws<SourceException>(() => Reading.Texts(Reading.Files(_folder, "a.log")));
        }
    }
}
