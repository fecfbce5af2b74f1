namespace ActorPipeline.Node.Tests.Commands;

public sealed class CheckScenarios : IDisposable
{
    private readonly Workbench _bench = new();

    [Fact]
    public void Check_prints_the_stops_the_settings_and_the_state()
    {
        _bench.With("", "in.ndjson").With(Workbench.Minimal + "let.hundreds = \"n / 100\"\nwhere = \"amount > 0\"");

        var code = _bench.Run("check", Workbench.FileName, "--set", "shards=4");

        Assert.Equal(ExitCode.Ok, code);
        Assert.Empty(_bench.Error.ToString());
        var golden = Path.Combine(Repository.Root, "tests", "ActorPipeline.Node.Tests", "Commands", "check.golden.txt");
        Assert.Equal(
            File.ReadAllText(golden).ReplaceLineEndings("\n"),
            Trimmed(_bench.Out.ToString().Replace(_bench.Directory, "DIR", StringComparison.Ordinal)));
    }

    [Fact]
    public void Check_says_what_a_change_would_do_and_changes_nothing()
    {
        _bench.With(Workbench.Minimal).With("{\"user\":\"a\",\"at\":\"2024-01-01T00:00:00Z\"}\n", "in.ndjson");
        _bench.Run("run", Workbench.FileName);

        Assert.Equal(ExitCode.Ok, Check());
        Assert.EndsWith(
            "State: data/test has that of this plan; a run goes on from there.\n",
            _bench.Out.ToString(),
            StringComparison.Ordinal);

        Assert.Equal(ExitCode.Ok, Check("--set", "sink.file=b.ndjson", "--set", "where=ok"));
        Assert.EndsWith(
            $"""
            State: data/test has that of another plan:
              allowed  where: new: ok
                       from now on
              allowed  sink: Ndjson file {_bench.PathOf("out.ndjson")} -> Ndjson file {_bench.PathOf("b.ndjson")}
                       results from now on go to the new one; the old one is left as it is

            """.ReplaceLineEndings("\n"),
            _bench.Out.ToString(),
            StringComparison.Ordinal);

        Assert.Equal(ExitCode.Journal, Check("--set", "shards=4"));
        Assert.EndsWith(
            """
            State: data/test has that of another plan:
              REFUSED  shards: 16 -> 4
                       keys would belong to other shards than their state

            """.ReplaceLineEndings("\n"),
            _bench.Out.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("Ways on: --data-dir DIR", _bench.Error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_bench.PathOf("b.ndjson")));
    }

    [Fact]
    public void Config_prints_any_file_resolved_as_json()
    {
        _bench.With("a = { b = 5s, c = [1, ${x}] }\nx = \"é\"\na.d = ${a.b}");

        Assert.Equal(ExitCode.Ok, _bench.Run("config", Workbench.FileName, "--json"));
        Assert.Equal(
            """
            {
              "a": {
                "b": "5s",
                "c": [
                  1,
                  "é"
                ],
                "d": "5s"
              },
              "x": "é"
            }

            """.ReplaceLineEndings("\n"),
            _bench.Out.ToString());
    }

    [Fact]
    public void Config_says_where_a_file_is_broken()
    {
        _bench.With("a = ${nowhere}");

        Assert.Equal(ExitCode.Configuration, _bench.Run("config", Workbench.FileName));
        Assert.StartsWith("test.conf:1:5: ", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private int Check(params string[] options) => _bench.Run(["check", Workbench.FileName, .. options]);

    private static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(l => l.TrimEnd()));
}
