using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sources;
using ActorPipeline.Sources.Files;

namespace ActorPipeline.Tests.Sources;

/// <summary>Between two runs files are renamed, compressed, continued, added, cut and deleted.</summary>
public sealed class FileIdentityTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private FilesSourceSpec Spec => Reading.Files(_folder, "*.log*");

    [Theory]
    [InlineData(20)]
    [InlineData(1000)]
    public void A_rotated_file_is_read_on_and_then_the_new_one(int lines)
    {
        _folder.Write("app.log", Lines("old", lines));
        var (state, position, _) = ReadBatches(Spec with { BatchBytes = 24 }, 3);

        File.Move(_folder.At("app.log"), _folder.At("app.log.1"));
        File.AppendAllText(_folder.At("app.log.1"), "last\n");
        _folder.Write("app.log", "new 1\n");
        var rest = Resume(Spec, state, position);
        Assert.Equal([.. Lines("old", lines).Split('\n')[9..^1], "last", "new 1"], rest.Select(row => row.Text));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1000)]
    public void A_file_that_was_gzipped_since_is_read_on(int lines)
    {
        var text = Lines("old", lines);
        _folder.Write("app.log", text);
        var (state, position, _) = ReadBatches(Spec with { BatchBytes = 14 }, 2);

        File.Delete(_folder.At("app.log"));
        _folder.WriteGzip("app.log.2.gz", text);
        Assert.Equal(text.Split('\n')[2..^1], Resume(Spec, state, position).Select(row => row.Text));
    }

    [Fact]
    public void A_file_that_grew_is_still_itself()
    {
        _folder.Write("app.log", "a\nb\n");
        var (state, position, texts) = ReadBatches(Spec, 1);
        Assert.Equal(["a", "b"], texts);

        File.AppendAllText(_folder.At("app.log"), Lines("more", 1000));
        Assert.Equal(1000, Resume(Spec, state, position).Count);
    }

    [Fact]
    public void A_file_that_was_empty_is_known_by_its_path()
    {
        _folder.Write("a.log", "");
        _folder.Write("b.log", "b\n");
        var (state, position, texts) = ReadBatches(Spec, 1);
        Assert.Equal(["b"], texts);
        Assert.Equal(1, FilePosition.FileOf(position));

        _folder.Write("a.log", "too late: the partition is in b.log already\n");
        File.AppendAllText(_folder.At("b.log"), "c\n");
        Assert.Equal(["c"], Resume(Spec, state, position).Select(row => row.Text));
    }

    [Fact]
    public void New_files_come_last_whatever_their_names()
    {
        _folder.Write("b.log", "b\n");
        _folder.Write("d.log", "d\n");
        var (state, position, _) = ReadBatches(Spec, 1);

        _folder.Write("c.log", "c\n");
        _folder.Write("a.log", "a\n");
        var rest = Resume(Spec, state, position);
        Assert.Equal(["d", "a", "c"], rest.Select(row => row.Text));
        Assert.Equal([1, 2, 3], rest.Select(row => FilePosition.FileOf(row.Position)));
    }

    [Fact]
    public void Files_keep_their_indexes_over_many_runs()
    {
        _folder.Write("b.log", "b\n");
        ReadOnlyMemory<byte> state = default;
        var position = 0L;
        foreach (var name in new[] { "b", "a", "z", "c" })
        {
            _folder.Write($"{name}.log", $"{name}\n");
            using var source = Reading.Open(Spec, state);
            var row = Assert.Single(Reading.Rows(source.Partitions[0], position, batch => position = batch.To));
            Assert.Equal(name, row.Text);
            state = source.State;
        }
    }

    [Fact]
    public void A_file_that_is_gone_matters_only_from_its_position_on()
    {
        _folder.Write("a.log", "a\n");
        _folder.Write("b.log", "b 1\nb 2\n");
        var (state, position, _) = ReadBatches(Spec with { BatchBytes = 4 }, 2);
        File.Delete(_folder.At("a.log"));
        Assert.Equal(["b 2"], Resume(Spec, state, position).Select(row => row.Text));

        File.Move(_folder.At("b.log"), _folder.At("c.log"));
        _folder.Write("a.log", "other\n");
        var spec = Reading.Files(_folder, "a.log");
        var error = Assert.Throws<SourceException>(() => Resume(spec, state, position));
        Assert.StartsWith(
            $"The file {_folder.At("b.log")} is gone, but its content is needed from offset 4 on", error.Message);
        Assert.Contains("start afresh (--fresh)", error.Message);
    }

    [Fact]
    public void A_file_that_was_rotated_out_of_the_list_is_found_for_the_message()
    {
        _folder.Write("app.log", "old\n");
        var spec = Reading.Files(_folder, "app.log");
        var (state, position, _) = ReadBatches(spec, 1);
        File.Move(_folder.At("app.log"), _folder.At("app.log.1"));
        _folder.Write("app.log", "new\n");
        var error = Assert.Throws<SourceException>(() => Resume(spec, state, position));
        Assert.Contains($"It seems to be {_folder.At("app.log.1")} now: add that", error.Message);
        Assert.Equal(["new"], Resume(Spec, state, position).Select(row => row.Text));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public void A_file_that_became_shorter_than_the_position_was_truncated(int linesLeft)
    {
        _folder.Write("app.log", Lines("line", 2000));
        var (state, position, _) = ReadBatches(Spec, 1);
        _folder.Write("app.log", Lines("line", linesLeft));
        var error = Assert.Throws<SourceException>(() => Resume(Spec, state, position));
        Assert.Contains("was truncated", error.Message);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public void A_gzip_file_that_became_shorter_than_the_position_was_truncated()
    {
        _folder.WriteGzip("app.log.gz", Lines("line", 2000));
        var (state, position, _) = ReadBatches(Spec, 1);
        _folder.WriteGzip("app.log.gz", Lines("line", 1000));
        Assert.Contains(
            "was truncated", Assert.Throws<SourceException>(() => Resume(Spec, state, position)).Message);
    }

    [Fact]
    public void Parallel_files_are_partitions_that_keep_their_numbers()
    {
        _folder.Write("b.log", "b 1\nb 2\n");
        _folder.Write("d.log", "d\n");
        var spec = Spec with { Parallel = true, BatchBytes = 4 };
        ReadOnlyMemory<byte> state;
        using (var source = Reading.Open(spec))
        {
            Assert.Equal([_folder.At("b.log"), _folder.At("d.log")], source.Partitions.Select(p => p.Name));
            Assert.Equal(["b 1", "b 2"], Reading.Rows(source.Partitions[0], 0).Select(row => row.Text));
            state = source.State;
        }

        File.Move(_folder.At("d.log"), _folder.At("a.log"));
        _folder.Write("c.log", "c\n");
        using var again = Reading.Open(spec, state);
        Assert.Equal(
            [_folder.At("b.log"), _folder.At("a.log"), _folder.At("c.log")], again.Partitions.Select(p => p.Name));
        Assert.Equal(["b 2"], Reading.Rows(again.Partitions[0], 4).Select(row => row.Text));
        Assert.Equal(["d"], Reading.Rows(again.Partitions[1], 0).Select(row => row.Text));
        Assert.Equal(["c"], Reading.Rows(again.Partitions[2], 0).Select(row => row.Text));
    }

    [Fact]
    public void Files_that_start_the_same_are_told_apart_by_their_names()
    {
        _folder.Write("a.log", "same\n");
        _folder.Write("b.log", "same\n");
        var (state, _, _) = ReadBatches(Spec, 1);
        File.Move(_folder.At("b.log"), _folder.At("b.log.1"));
        File.AppendAllText(_folder.At("b.log.1"), "b\n");
        File.Move(_folder.At("a.log"), _folder.At("c.log.a.log"));
        File.Move(_folder.At("c.log.a.log"), _folder.At("a.log.1"));
        File.AppendAllText(_folder.At("a.log.1"), "a\n");
        Assert.Equal(["same", "a", "same", "b"], Resume(Spec, state, 0).Select(row => row.Text));
    }

    [Fact]
    public void Changing_parallel_is_refused()
    {
        _folder.Write("a.log", "a\n");
        using var source = Reading.Open(Spec);
        var error = Assert.Throws<SourceException>(
            () => Reading.Open(Spec with { Parallel = true }, source.State));
        Assert.Contains("ran with parallel = false before", error.Message);
    }

    private static string Lines(string text, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"{text} {i % 1000:D3}\n"));

    private static (ReadOnlyMemory<byte> State, long Position, List<string> Texts) ReadBatches(
        FilesSourceSpec spec, int count)
    {
        using var source = Reading.Open(spec);
        source.Partitions[0].Seek(0);
        var rows = new List<ReadRow>();
        var batch = new RecordBatch([]);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(ReadResult.Filled, Reading.Next(source.Partitions[0], batch, rows));
        }

        return (source.State, batch.To, [.. rows.Select(row => row.Text)]);
    }

    private static List<ReadRow> Resume(FilesSourceSpec spec, ReadOnlyMemory<byte> state, long position)
    {
        using var source = Reading.Open(spec, state);
        return Reading.Rows(source.Partitions[0], position);
    }
}
