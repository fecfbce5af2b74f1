using System.Runtime.Versioning;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sinks;
using ActorPipeline.Sinks.Formats;

namespace ActorPipeline.Tests.Sinks;

public sealed class FileSinkFaultTests : IDisposable
{
    private static readonly ResultColumn[] Schema = [new("n", ColumnType.Int64, true)];
    private static readonly SinkProgress Nothing = new([0], default);
    private readonly string _directory = Directory.CreateTempSubdirectory("file-sink-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_path_that_is_a_directory_or_a_device_is_refused()
    {
        const string reason = "it is a directory, a pipe or a device";
        Assert.Contains(reason, Refused(_directory), StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains(reason, Refused("/dev/null"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_path_through_a_file_is_refused()
    {
        const string reason = "a part of the path is a file";
        var file = Path.Combine(_directory, "file");
        File.WriteAllText(file, "");
        Assert.Contains(reason, Refused(Path.Combine(file, "out")), StringComparison.Ordinal);
        Assert.Contains(reason, Refused(Path.Combine(file, "x", "out")), StringComparison.Ordinal);
    }

    [UnprivilegedFact]
    [UnsupportedOSPlatform("windows")]
    public void A_directory_that_the_user_may_not_write_is_refused()
    {
        File.SetUnixFileMode(_directory, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Contains("permission denied", Refused(Path.Combine(_directory, "out")), StringComparison.Ordinal);
        Assert.Contains("permission denied", Refused(Path.Combine(_directory, "x", "out")), StringComparison.Ordinal);
        File.SetUnixFileMode(_directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [SmallDiskFact]
    public void A_read_only_file_system_is_refused()
    {
        using var disk = new SmallDisk();
        disk.MakeReadOnly();
        Assert.Contains("read-only", Refused(Path.Combine(disk.Path, "out")), StringComparison.Ordinal);
        Assert.Contains("read-only", Refused(Path.Combine(disk.Path, "x", "out")), StringComparison.Ordinal);
    }

    [SmallDiskFact]
    public void A_full_disk_is_said_and_what_was_flushed_stays_whole()
    {
        using var disk = new SmallDisk();
        var path = Path.Combine(disk.Path, "out");
        ReadOnlyMemory<byte> journaled;
        var many = Rows.Of(Schema, [.. Enumerable.Range(0, 100_000).Select(n => new object?[] { (long)n })]);
        using (var sink = new FileSink(path, new NdjsonFormat(Schema)))
        {
            sink.Open(Nothing);
            sink.Write(new ShardId(0), 1, Rows.Of(Schema, [7L]));
            journaled = sink.Flush();
            var error = Assert.Throws<SinkException>(() =>
            {
                sink.Write(new ShardId(0), 2, many);
                sink.Flush();
            });
            Assert.Equal(SinkFault.Full, error.Fault);
            Assert.False(error.IsTransient);
            Assert.Contains($"{path}: no space is left", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal("{\"n\":7}\n", File.ReadAllText(path));
        using var again = new FileSink(path, new NdjsonFormat(Schema));
        again.Open(new SinkProgress([1], journaled));
        again.Write(new ShardId(0), 2, Rows.Of(Schema, [8L]));
        again.Flush();
        Assert.Equal("{\"n\":7}\n{\"n\":8}\n", File.ReadAllText(path));
    }

    private static string Refused(string path)
    {
        using var sink = new FileSink(path, new NdjsonFormat(Schema));
        var error = Assert.Throws<SinkException>(() => sink.Open(Nothing));
        Assert.Equal(SinkFault.Denied, error.Fault);
        Assert.False(error.IsTransient);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        return error.Message;
    }
}
