using System.Globalization;
using RecordPath.Tests.Crash;

namespace RecordPath.Tests.Process;

/// <summary>
/// An input that goes away, shrinks or can't be read, and a data directory that somebody else holds: the run ends with
/// what happened, where, what to do, and an exit code of its own; what is committed is intact.
/// </summary>
[Collection(ProcessCollection.Name)]
public sealed class InputTests
{
    private const int Refused = 1;
    private const int InputFailed = 2;
    private const int JournalFailed = 3;
    private const int Records = 400_000;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void An_input_file_is_truncated_while_it_is_read(double share)
    {
        using var scratch = new Scratch();
        var pipeline = new NodePipeline(scratch.Path).Write();
        pipeline.WriteInput(Records);
        var content = File.ReadAllBytes(pipeline.InputPath(1));
        using var process = Reading(pipeline);
        process.Freeze();
        using (var file = new FileStream(pipeline.InputPath(1), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(WholeLines(content, share));
        }

        process.Thaw();
        var said = Fails(process, InputFailed);

        Assert.Contains(pipeline.InputPath(1), said, StringComparison.Ordinal);
        Assert.Contains("truncated", said, StringComparison.Ordinal);
        Assert.Contains("Bring the whole file back", said, StringComparison.Ordinal);
        File.WriteAllBytes(pipeline.InputPath(1), content);
        Outputs.AssertSame(Undisturbed.Run("file = \"results.ndjson\"", Records), pipeline.RunToEnd());
    }

    [Fact]
    public void An_input_file_is_deleted_while_it_is_read()
    {
        using var scratch = new Scratch();
        var pipeline = new NodePipeline(scratch.Path).Write();
        pipeline.WriteInput(Records);
        var content = File.ReadAllBytes(pipeline.InputPath(0));
        using var process = Reading(pipeline);
        process.Freeze();
        File.Delete(pipeline.InputPath(0));
        process.Thaw();

        var said = Fails(process, InputFailed);

        Assert.Contains(pipeline.InputPath(0), said, StringComparison.Ordinal);
        Assert.Contains("deleted", said, StringComparison.Ordinal);
        Assert.Contains("Bring it back", said, StringComparison.Ordinal);

        using (var again = pipeline.Start())
        {
            Assert.Contains("Bring it back", Fails(again, InputFailed), StringComparison.Ordinal);
        }

        File.WriteAllBytes(pipeline.InputPath(0), content);
        Outputs.AssertSame(Undisturbed.Run("file = \"results.ndjson\"", Records), pipeline.RunToEnd());
    }

    [Fact]
    public void The_input_can_not_be_read()
    {
        using var scratch = new Scratch();
        var pipeline = new NodePipeline(scratch.Path)
        {
            Source = "files = [\"input-0.ndjson\", \"input-1.ndjson\"], parallel = true, batch-bytes = 16 KiB",
        }.Write();
        Directory.CreateDirectory(pipeline.InputPath(1));
        File.WriteAllText(pipeline.InputPath(0), "");
        using (var process = pipeline.Start())
        {
            var said = Fails(process, Refused);
            Assert.Contains(pipeline.InputPath(1) + " is a directory", said, StringComparison.Ordinal);
        }

        Directory.Delete(pipeline.InputPath(1));
        using (var process = pipeline.Start())
        {
            Assert.Contains(pipeline.InputPath(1), Fails(process, InputFailed), StringComparison.Ordinal);
        }

        pipeline.WriteInput(Records);
        Outputs.AssertSame(Undisturbed.Run("file = \"results.ndjson\"", Records), pipeline.RunToEnd());
    }

    [Fact]
    public void The_data_directory_is_held_by_another_process()
    {
        using var scratch = new Scratch();
        var pipeline = new NodePipeline(scratch.Path) { Source = "stdin = true" }.Write();
        using var holder = pipeline.Start();
        Until(holder, () => File.Exists(pipeline.Target("dead.ndjson")));
        using var second = pipeline.Start();

        var said = Fails(second, JournalFailed);

        Assert.Contains(pipeline.DataDirectory, said, StringComparison.Ordinal);
        Assert.Contains(
            "process " + holder.Id.ToString(CultureInfo.InvariantCulture), said, StringComparison.Ordinal);
    }

    /// <summary>A process that has read a part of its input, and not all.</summary>
    private static NodeProcess Reading(NodePipeline pipeline)
    {
        var process = pipeline.Start();
        Until(process, () => new FileInfo(pipeline.Target("dead.ndjson")) is { Exists: true, Length: > 0 });
        return process;
    }

    private static void Until(NodeProcess process, Func<bool> condition)
    {
        while (!condition())
        {
            Assert.False(process.WaitFor(TimeSpan.FromMilliseconds(1)), process.Said);
        }
    }

    private static long WholeLines(byte[] content, double share) =>
        content.AsSpan(0, (int)(content.Length * share)).LastIndexOf((byte)'\n') + 1;

    private static string Fails(NodeProcess process, int exitCode)
    {
        var code = process.Wait();
        Assert.True(code == exitCode, $"exit code {code}: {process.Said}");
        Assert.DoesNotContain("   at ", process.Said, StringComparison.Ordinal);
        return process.Said;
    }
}
