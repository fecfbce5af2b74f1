using ActorPipeline.Node.Demo;

namespace ActorPipeline.Node.Tests.Commands;

public sealed class DemoScenarios : IDisposable
{
    private const string Line =
        "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET /blog/a HTTP/1.1\" 503 12 \"-\" \"curl\"\n";

    private readonly Workbench _bench = new();

    [Fact]
    public void The_demo_runs_over_a_log_and_says_where_everything_is_and_what_is_next()
    {
        _bench.With(Line + Line + "nonsense\n", "my \"own\".log");

        var code = _bench.Run("demo", "my \"own\".log");

        Assert.Equal(ExitCode.Ok, code);
        var text = _bench.Out.ToString();
        Assert.Contains("The busiest of 1 window:", text, StringComparison.Ordinal);
        Assert.Matches(@"2015-05-17T10:05:00Z +blog +5xx +2 +2 +24 B", text);
        Assert.Contains("results       actorpipeline-demo/results.ndjson\n", text, StringComparison.Ordinal);
        Assert.Contains("actorpipeline run actorpipeline-demo/demo.conf --fresh\n", text, StringComparison.Ordinal);
        Assert.Contains("in 3 = applied 2 + filtered 0 + dead 1", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_demo_starts_over_each_time_and_keeps_a_file_that_was_edited()
    {
        _bench.With(Line, "a.log");
        _bench.Run("demo", "a.log");
        File.AppendAllText(_bench.PathOf("actorpipeline-demo/demo.conf"), "# mine\n");

        Assert.Equal(ExitCode.Ok, _bench.Run("demo", "a.log"));

        Assert.EndsWith(
            "# mine\n", File.ReadAllText(_bench.PathOf("actorpipeline-demo/demo.conf.old")), StringComparison.Ordinal);
        Assert.Single(File.ReadAllLines(_bench.PathOf("actorpipeline-demo/results.ndjson")));
    }

    [Fact]
    public void A_log_without_a_window_is_no_failure()
    {
        _bench.With("nonsense\n", "a.log");

        Assert.Equal(ExitCode.Ok, _bench.Run("demo", "a.log"));
        Assert.Contains("No window was closed.", _bench.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_is_not_there_is_a_failure_of_the_input()
    {
        Assert.Equal(ExitCode.Input, _bench.Run("demo", "a.log"));
        Assert.Equal(
            "Input: There is no file 'a.log'. Check the path; without one the demo makes a log up.\n",
            _bench.Error.ToString());
        Assert.Empty(_bench.Out.ToString());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_bench.Directory));
    }

    [Fact]
    public void What_strangers_wrote_into_the_log_does_not_steer_the_terminal()
    {
        var hostile = Line.Replace("/blog/a", "/[red]%1b[31m/\\x1b\u001b[2J", StringComparison.Ordinal);
        _bench.With(hostile, "a.log");

        Assert.Equal(ExitCode.Ok, _bench.Run("demo", "a.log"));
        Assert.DoesNotContain("\u001b", _bench.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("[red]", _bench.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_bundled_file_is_the_example_of_the_repository_with_its_paths_replaced()
    {
        var example = File.ReadAllLines(Path.Combine(Repository.Hocon, "access-log.conf"));

        var missing = DemoFile.Text(null).Split('\n').Where(l => l.Length > 0 && l[0] != '#').Except(example);

        Assert.Equal(["source", "sink", "data-dir"], missing.Select(l => l.Split(' ')[0]));
    }

    public void Dispose() => _bench.Dispose();
}
