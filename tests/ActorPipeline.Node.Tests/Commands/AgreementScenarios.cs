using ActorPipeline.Sql;

namespace ActorPipeline.Node.Tests.Commands;

/// <summary>What a run refuses, a check refuses too, in the same words; and nothing is gone by then.</summary>
public sealed class AgreementScenarios : IDisposable
{
    private const string Record = "{\"user\":\"a\",\"at\":\"2024-01-01T00:00:00Z\",\"n\":1}\n";

    private readonly Workbench _bench = new();

    [Theory]
    [InlineData("sink.file=folder", "--set sink.file:1:1: Can't open {0}/folder as a file: it is a directory")]
    [InlineData("sink.file=in.ndjson/a", "--set sink.file:1:1: Can't open the file {0}/in.ndjson/a: its directory "
        + "can't be "
        + "created, because a part of the path is a file.")]
    [InlineData("sink.file=folder/", "--set sink.file:1:1: Can't open {0}/folder/ as a file")]
    [InlineData("sink.file=/dev/null", "--set sink.file:1:1: Can't open /dev/null as a file")]
    [InlineData("sink.file=null;sink.sqlite=folder", "--set sink.sqlite:1:1: Can't open {0}/folder as a file")]
    [InlineData("sink.file=null;sink.sqlite=in.ndjson/a", "--set sink.sqlite:1:1: Can't open the file "
        + "{0}/in.ndjson/a: ")]
    [InlineData("dead-letters.file=folder", "--set dead-letters.file:1:1: Can't open {0}/folder as a file")]
    [InlineData("data-dir=in.ndjson", "--set data-dir:1:1: The data directory {0}/in.ndjson is a file.")]
    [InlineData("data-dir=in.ndjson/a", "--set data-dir:1:1: The data directory {0}/in.ndjson/a can't be written")]
    [InlineData("source.files=[folder]", "--set source.files:1:1: {0}/folder is a directory; name the files in it")]
    [InlineData("event-time.format=yyyy-MM", "--set event-time.format:1:1: the time format 'yyyy-MM' tells no day "
        + "(dd)")]
    [InlineData("decode.json.at={type=timestamp,format=\"yy\"}", "--set decode.json.at:1:24: "
        + "decode.json.at.format: the time")]
    public void A_run_afresh_refuses_what_a_check_does_and_removes_nothing(string set, string problem)
    {
        var before = RunOnce();
        problem = problem.Replace("{0}", _bench.Directory, StringComparison.Ordinal);

        foreach (var command in (string[][])[["check"], ["run"], ["run", "--fresh"]])
        {
            _bench.Error.GetStringBuilder().Clear();
            string[] place = set.StartsWith("data-dir", StringComparison.Ordinal) ? [] : ["--data-dir", "data/test"];
            var sets = set.Split(';').SelectMany(s => (string[])["--set", s]);
            var code = _bench.Run([.. command, Workbench.FileName, .. sets, .. place]);

            Assert.True(code == ExitCode.Configuration, $"{string.Join(' ', command)}: {code}: {_bench.Error}");
            Assert.StartsWith(problem, _bench.Error.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("Removed", _bench.Error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(before, File.ReadAllText(_bench.PathOf("out.ndjson")));
        Assert.Equal(ExitCode.Ok, _bench.Run("run", Workbench.FileName));
        Assert.Contains("Going on after 1 record", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Input_that_is_missing_ends_a_run_afresh_before_it_removes_anything_and_a_check_says_so()
    {
        var before = RunOnce();
        File.Delete(_bench.PathOf("in.ndjson"));

        Assert.Equal(ExitCode.Input, _bench.Run("run", Workbench.FileName, "--fresh"));
        Assert.Equal(before, File.ReadAllText(_bench.PathOf("out.ndjson")));
        Assert.Equal(ExitCode.Ok, _bench.Run("check", Workbench.FileName));
        Assert.Contains("Input: a run could not read it now. ", _bench.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Output_of_somebody_else_is_found_by_a_check_too()
    {
        _bench.With(Workbench.Minimal).With("", "in.ndjson").With("mine\n", "out.ndjson");

        Assert.Equal(ExitCode.Sink, _bench.Run("check", Workbench.FileName));
        Assert.StartsWith("Sink: ", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_works_beside_a_run_and_says_what_a_change_would_do()
    {
        RunOnce();
        using var running = PipelineSession.Open(_bench.Load().Plan, _bench.PathOf("data/test"));

        Assert.Equal(ExitCode.Ok, _bench.Run("check", Workbench.FileName, "--set", "where=ok"));
        Assert.EndsWith(
            "State: data/test has that of another plan:\n  allowed  where: new: ok\n           from now on\n",
            _bench.Out.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(ExitCode.Journal, _bench.Run("check", Workbench.FileName, "--set", "shards=4"));
        Assert.EndsWith(
            "keys would belong to other shards than their state\n", _bench.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_aggregate_more_is_a_column_more_in_the_table()
    {
        _bench.With(Record, "in.ndjson").With(Workbench.Minimal.Replace(
            "file = \"out.ndjson\"", "sqlite = out.db", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Ok, Run());
        const string change = "aggregate={count=\"count()\",total=\"sum(n)\",first=\"first(at)\"}";

        Assert.Equal(ExitCode.Ok, _bench.Run("check", Workbench.FileName, "--set", change));
        Assert.Contains(
            "allowed  sink: count -> count, total, first\n           new columns are added to the table; those "
                + "that are "
            + "gone stay, and are null in new rows\n", _bench.Out.ToString(), StringComparison.Ordinal);
        var later = Record.Replace("00:00:00Z", "00:09:00Z", StringComparison.Ordinal);
        File.AppendAllText(_bench.PathOf("in.ndjson"), later);
        Assert.Equal(ExitCode.Ok, Run("--set", change));
        Assert.Equal(ExitCode.Ok, Run("--set", "aggregate={total=\"sum(n)\"}"));

        Assert.Equal(ExitCode.Sink, _bench.Run(
            "check", Workbench.FileName, "--set", "aggregate={count=\"count()\",total=\"mean(n)\"}"));
        Assert.Contains("\"total\" is INTEGER where the pipeline has "
            + "REAL", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_computed_key_may_have_the_name_of_an_input_column_and_is_meant_by_it()
    {
        _bench.With(Record.Replace("\"a\"", "\"Anna\"", StringComparison.Ordinal), "in.ndjson").With(
            Workbench.Minimal + "key = null, key = { user = \"upper(user)\", at = \"truncate(at, '1h')\" }\n"
            + "where = \"user = 'Anna'\", aggregate.last = \"last(user)\", aggregate.hour = \"min(at)\"");

        Assert.Equal(ExitCode.Ok, Run());
        Assert.Equal(
            "{\"user\":\"ANNA\",\"at\":\"2024-01-01T00:00:00Z\",\"window_start\":\"2024-01-01T00:00:00Z\","
            + "\"window_end\":\"2024-01-01T00:01:00Z\",\"count\":1,\"last\":\"ANNA\","
            + "\"hour\":\"2024-01-01T00:00:00Z\"}\n",
            File.ReadAllText(_bench.PathOf("out.ndjson")));
    }

    [Fact]
    public void Event_time_is_the_input_column_where_a_key_has_its_name()
    {
        _bench.With(Record.Replace("00:00:00Z", "00:59:00Z", StringComparison.Ordinal), "in.ndjson").With(
            Workbench.Minimal + "key = null, key = { at = \"truncate(at, '1h')\" }");

        Assert.Equal(ExitCode.Ok, Run());
        Assert.StartsWith(
            "{\"at\":\"2024-01-01T00:00:00Z\",\"window_start\":\"2024-01-01T00:59:00Z\"",
            File.ReadAllText(_bench.PathOf("out.ndjson")),
            StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private int Run(params string[] options) => _bench.Run(["run", Workbench.FileName, .. options]);

    private string RunOnce()
    {
        _bench.With(Workbench.Minimal).With(Record, "in.ndjson");
        Directory.CreateDirectory(_bench.PathOf("folder"));
        Assert.Equal(ExitCode.Ok, Run());
        return File.ReadAllText(_bench.PathOf("out.ndjson"));
    }
}
