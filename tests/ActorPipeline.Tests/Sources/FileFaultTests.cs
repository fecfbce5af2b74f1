using ActorPipeline.Records;
using ActorPipeline.Sources;
using ActorPipeline.Sources.Files;

namespace ActorPipeline.Tests.Sources;

/// <summary>What happens to a file while it is read; and what an operator is told.</summary>
public sealed class FileFaultTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RecordBatch _batch = new([]);
    private readonly List<ReadRow> _rows = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_deleted_in_the_run_is_no_end()
    {
        Assert.Contains("was deleted while it was being read", Fails(File.Delete));
    }

    [Fact]
    public void A_file_that_is_deleted_and_made_anew_in_the_run_is_no_end()
    {
        Assert.Contains("was deleted while it was being read", Fails(path =>
        {
            File.Delete(path);
            File.WriteAllText(path, "another\n");
        }));
    }

    [Fact]
    public void A_file_that_is_truncated_in_the_run_is_no_end()
    {
        Assert.Contains("was truncated: it has 3 bytes, but 16 were read", Fails(path =>
        {
            using var file = File.Open(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(3);
        }));
    }

    [Fact]
    public void A_file_that_loses_in_the_run_what_was_not_read_yet_is_no_end()
    {
        // Longer than what identifies a file: its beginning stays what it was.
        var path = _folder.Write("long.log", string.Concat(Enumerable.Repeat("nine char\n", 600)));
        using var source = Reading.Open(Reading.Files(_folder, "long.log") with { BatchBytes = 16 });
        source.Partitions[0].Seek(0);
        Reading.Next(source.Partitions[0], _batch, _rows);
        using (var file = File.Open(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(5000);
        }

        var error = Assert.Throws<SourceException>(() => ReadToEnd(source));
        Assert.StartsWith($"{path} was truncated: it ends after 5000 bytes, but had 6000", error.Message);
    }

    [Fact]
    public void A_file_that_is_overwritten_in_the_run_is_no_end()
    {
        Assert.Contains("was truncated or overwritten while it was being read", Fails(path =>
        {
            // As a log rotation that copies does: the copy is there, but what was left to read is lost.
            File.Copy(path, path + ".1");
            File.WriteAllText(path, new string('x', 5000));
        }));
    }

    [Fact]
    public void A_file_that_is_rotated_in_the_run_is_read_to_its_end()
    {
        using var source = StartReading(out var path);
        File.Move(path, path + ".1");
        File.AppendAllText(path + ".1", "line z\n");
        File.WriteAllText(path, "another\n");
        ReadToEnd(source);
        Assert.Equal(["line a", "line b", "line c", "line d", "line e", "line z"], _rows.Select(row => row.Text));
    }

    [Fact]
    public void A_file_that_grows_in_the_run_is_read_to_its_end()
    {
        using var source = StartReading(out var path);
        File.AppendAllText(path, "line z\n");
        ReadToEnd(source);
        Assert.Equal("line z", _rows[^1].Text);
    }

    [Fact]
    public void A_retry_after_a_fault_goes_on_after_the_last_batch()
    {
        using var source = StartReading(out var path);
        File.Move(path, _folder.At("away"));
        Assert.Throws<SourceException>(() => ReadToEnd(source));
        Assert.Throws<SourceException>(() => ReadToEnd(source));
        File.Move(_folder.At("away"), path);
        ReadToEnd(source);
        Assert.Equal(["line a", "line b", "line c", "line d", "line e"], _rows.Select(row => row.Text));
    }

    [Fact]
    public void A_file_that_is_rotated_between_listing_and_reading_is_found()
    {
        var path = _folder.Write("a.log", "one\n");
        using var source = Reading.Open(Reading.Files(_folder, "a.log"));
        File.Move(path, path + ".1");
        _folder.Write("a.log", "two\n");
        Assert.Equal(["one"], Reading.Rows(source.Partitions[0], 0).Select(row => row.Text));
    }

    [Fact]
    public void A_file_that_is_replaced_between_listing_and_reading_is_refused()
    {
        var path = _folder.Write("a.log", "one\n");
        using var source = Reading.Open(Reading.Files(_folder, "a.log"));
        _folder.Write("a.log", "two\n");
        Assert.Contains(path, Assert.Throws<SourceException>(() => Reading.Rows(source.Partitions[0], 0)).Message);
    }

    [Fact]
    public void A_file_that_is_deleted_between_listing_and_reading_is_refused()
    {
        var path = _folder.Write("a.log", "one\n");
        using var source = Reading.Open(Reading.Files(_folder, "a.log"));
        File.Delete(path);
        var error = Assert.Throws<SourceException>(() => Reading.Rows(source.Partitions[0], 0));
        Assert.StartsWith($"The file {path} is not there any more.", error.Message);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public void Neither_sought_nor_finished_partitions_keep_files_open()
    {
        const string open = "/proc/self/fd";
        if (!Directory.Exists(open))
        {
            return;
        }

        for (var i = 0; i < 20; i++)
        {
            _folder.Write($"{i}.log", "one\ntwo\n");
        }

        using var source = Reading.Open(Reading.Files(_folder, "*.log") with { Parallel = true });
        foreach (var (partition, i) in source.Partitions.Select((partition, i) => (partition, i)))
        {
            partition.Seek(i % 2 == 0 ? 0 : 4);
        }

        Assert.Equal(0, OpenFiles());
        foreach (var partition in source.Partitions)
        {
            Assert.Equal(ReadResult.Filled, Reading.Next(partition, _batch, _rows));
        }

        Assert.Equal(30, _rows.Count);
        Assert.Equal(0, OpenFiles());
        Assert.All(source.Partitions, partition => Assert.Equal(0, partition.BytesLeft));

        int OpenFiles() => new DirectoryInfo(open).EnumerateFiles()
            .Count(link => link.LinkTarget?.StartsWith(_folder.Path, StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Faults_of_the_system_are_told_by_what_to_do()
    {
        var path = _folder.Write("a.log", "one\n");
        Check(new UnauthorizedAccessException("x"), false, $"No permission to read {path}.");
        Check(new FileNotFoundException("x"), false, $"The file {path} is not there any more.");
        Check(new NotSupportedException("x"), false, $"{path} is not a regular file");
        Check(new InvalidDataException("x"), false, $"{path} starts like gzip but can't be decompressed");
        Check(new IOException("Input/output error"), true, $"Reading {path} failed: Input/output error");

        void Check(Exception error, bool transient, string message)
        {
            Assert.True(FileErrors.IsKnown(error));
            var told = FileErrors.Explain(path, error);
            Assert.StartsWith(message, told.Message);
            Assert.Equal(transient, told.IsTransient);
            Assert.Same(error, told.InnerException);
        }
    }

    [Theory]
    [InlineData(0, 64)]
    [InlineData(64, 15)]
    public void Sizes_that_can_not_work_are_refused(int batchBytes, int maxRecordBytes)
    {
        _folder.Write("a.log", "one\n");
        var spec = Reading.Files(_folder, "a.log") with { BatchBytes = batchBytes, MaxRecordBytes = maxRecordBytes };
        Assert.Throws<SourceException>(() => Reading.Open(spec));
    }

    [Fact]
    public void A_state_that_is_damaged_or_foreign_is_refused()
    {
        _folder.Write("a.log", "one\n");
        var spec = Reading.Files(_folder, "a.log");
        using var source = Reading.Open(spec);
        var state = source.State.ToArray();
        for (var length = 1; length < state.Length; length++)
        {
            Assert.Throws<SourceException>(() => Reading.Open(spec, state.AsMemory(0, length)));
        }

        Assert.Throws<SourceException>(() => Reading.Open(spec, "generator 1: kind Metrics"u8.ToArray()));
        var error = Assert.Throws<SourceException>(() => source.Partitions[0].Seek(FilePosition.Of(1, 5)));
        Assert.Contains("is past the 1 files", error.Message);
    }

    private string Fails(Action<string> change)
    {
        using var source = StartReading(out var path);
        change(path);
        var error = Assert.Throws<SourceException>(() => ReadToEnd(source));
        Assert.StartsWith(path, error.Message);
        Assert.False(error.IsTransient);
        return error.Message;
    }

    private ISource StartReading(out string path)
    {
        path = _folder.Write("app.log", "line a\nline b\nline c\nline d\nline e\n");
        var source = Reading.Open(Reading.Files(_folder, "app.log") with { BatchBytes = 16 });
        source.Partitions[0].Seek(0);
        Assert.Equal(ReadResult.Filled, Reading.Next(source.Partitions[0], _batch, _rows));
        return source;
    }

    private void ReadToEnd(ISource source)
    {
        while (Reading.Next(source.Partitions[0], _batch, _rows) == ReadResult.Filled)
        {
        }
    }
}
