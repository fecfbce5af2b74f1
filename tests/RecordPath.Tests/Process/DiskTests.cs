using System.Diagnostics;
using RecordPath.Tests.Crash;

namespace RecordPath.Tests.Process;

/// <summary>
/// A disk that is full or read-only ends the run with what happened, where, what to do, and an exit code of its own;
/// with the obstacle out of the way the next run goes on, and comes to the right results.
/// </summary>
[Collection(ProcessCollection.Name)]
public sealed class DiskTests
{
    private const int Refused = 1;
    private const int JournalFailed = 3;
    private const int SinkFailed = 4;
    private const int Records = 60_000;

    [SmallDiskTheory]
    [InlineData(600)]
    [InlineData(1_500)]
    public void A_journal_on_a_full_disk(int kiB)
    {
        using var scratch = new Scratch();
        using var disk = new SmallDisk(kiB);
        var pipeline = new NodePipeline(scratch.Path) { DataDirectory = Path.Combine(disk.Path, "data") }.Write();
        pipeline.WriteInput(Records);

        var said = Fails(pipeline, JournalFailed);

        Assert.Contains(disk.Path, said, StringComparison.Ordinal);
        Assert.Contains("full", said, StringComparison.Ordinal);
        Assert.Contains("free some space", said, StringComparison.OrdinalIgnoreCase);
        Fails(pipeline, JournalFailed);
        disk.Resize(200_000);
        Outputs.AssertSame(Expected(), pipeline.RunToEnd());
    }

    [SmallDiskTheory]
    [InlineData("results.ndjson", "file", 500)]
    [InlineData("results.csv", "file", 100)]
    [InlineData("results.db", "sqlite", 300)]
    public void A_sink_on_a_full_disk(string target, string kind, int kiB)
    {
        using var scratch = new Scratch();
        using var disk = new SmallDisk(kiB);
        var pipeline = new NodePipeline(scratch.Path)
        {
            Sink = $"{kind} = \"{Path.Combine(disk.Path, target)}\"", OutputDirectory = disk.Path,
        }.Write();
        pipeline.WriteInput(Records);

        var said = Fails(pipeline, SinkFailed);

        Assert.Contains(Path.Combine(disk.Path, target), said, StringComparison.Ordinal);
        Assert.Contains("no space is left", said, StringComparison.Ordinal);
        Assert.Contains("Make room and start again", said, StringComparison.Ordinal);
        Fails(pipeline, SinkFailed);
        disk.Resize(200_000);
        Outputs.AssertSame(Expected(target, kind), pipeline.RunToEnd());
    }

    [SmallDiskTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_data_directory_on_a_read_only_disk(bool hasState)
    {
        using var scratch = new Scratch();
        using var disk = new SmallDisk(200_000);
        var pipeline = new NodePipeline(scratch.Path) { DataDirectory = Path.Combine(disk.Path, "data") }.Write();
        pipeline.WriteInput(Records);
        if (hasState)
        {
            StartAndKill(pipeline);
        }

        disk.MakeReadOnly();
        var said = Fails(pipeline, Refused, JournalFailed);

        Assert.Contains(disk.Path, said, StringComparison.Ordinal);
        Assert.Contains("read-only", said, StringComparison.OrdinalIgnoreCase);
        disk.MakeWritable();
        Outputs.AssertSame(Expected(), pipeline.RunToEnd());
    }

    [SmallDiskTheory]
    [InlineData("results.ndjson", "file")]
    [InlineData("results.db", "sqlite")]
    public void A_sink_on_a_read_only_disk(string target, string kind)
    {
        using var scratch = new Scratch();
        using var disk = new SmallDisk(200_000);
        var pipeline = new NodePipeline(scratch.Path)
        {
            Sink = $"{kind} = \"{Path.Combine(disk.Path, target)}\"", OutputDirectory = disk.Path,
        }.Write();
        pipeline.WriteInput(Records);
        StartAndKill(pipeline);
        disk.MakeReadOnly();

        var said = Fails(pipeline, Refused, SinkFailed);

        Assert.Contains(Path.Combine(disk.Path, target), said, StringComparison.Ordinal);
        Assert.Contains("can't", said, StringComparison.OrdinalIgnoreCase);
        disk.MakeWritable();
        Outputs.AssertSame(Expected(target, kind), pipeline.RunToEnd());
    }

    /// <summary>Refused before it begins where that can be seen without writing, else when it is opened.</summary>
    private static string Fails(NodePipeline pipeline, params int[] exitCodes)
    {
        using var process = pipeline.Start();
        var code = process.Wait();
        Assert.True(exitCodes.Contains(code), $"exit code {code}: {process.Said}");
        Assert.DoesNotContain("   at ", process.Said, StringComparison.Ordinal);
        return process.Said;
    }

    /// <summary>
    /// Kills a run amid its input: after half of the time that a whole one takes, which is undone.
    /// </summary>
    private static void StartAndKill(NodePipeline pipeline)
    {
        var startedAt = Stopwatch.GetTimestamp();
        pipeline.RunToEnd();
        pipeline.Clear();
        for (var time = Stopwatch.GetElapsedTime(startedAt) / 2; ; time /= 2)
        {
            using var process = pipeline.Start();
            if (!process.WaitFor(time))
            {
                process.Kill();
                return;
            }

            pipeline.Clear();
        }
    }

    private static Outputs Expected(string target = "results.ndjson", string kind = "file") =>
        Undisturbed.Run($"{kind} = \"{target}\"", Records);
}
