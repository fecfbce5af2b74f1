using ActorPipeline.Decoding;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Tests.Configuration;

/// <summary>What a run would refuse, or could do nothing with, is refused by the file's line.</summary>
public sealed class RefusalScenarios : IDisposable
{
    private readonly Workbench _bench = new();

    [Theory]
    [InlineData("yyyy-MM", "tells no day (dd)")]
    [InlineData("yy", "tells no month (MM)")]
    [InlineData("yyyy", "tells no month (MM)")]
    [InlineData("dddd yyyy", "tells no month (MM)")]
    [InlineData("dddd MM yyyy", "tells no day (dd)")]
    [InlineData("yyyy-MM-dd'T", "has a quote at character 11 that is not closed; write text as in "
        + "yyyy-MM-dd'T'HH:mm:ss")]
    [InlineData("yyyy-MM-ddTHH:mm:ss.SSSZ", "has the letter S at character 21, which means nothing here; a fraction of "
        + "a second is fff; text goes in quotes: 'S'")]
    [InlineData("yyyy-MM-dd HH:mm:ssZ", "has the letter Z at character 20, which means nothing here; an offset such as "
        + "+01:00 is zzz, K where it may be Z; text goes in quotes: 'Z'")]
    [InlineData("YYYY-MM-DD", "has the letter Y at character 1, which means nothing here; a year is yyyy; text goes in "
        + "quotes: 'Y'")]
    [InlineData("yyyy-MM-dd HH:MM", "has MM twice, the second at character 15; minutes are mm")]
    [InlineData("yyyy-MM-dd hh:mm", "has hh, hours from 1 to 12, but no tt for AM or PM; write HH for hours from 0 "
        + "to 23")]
    [InlineData("%Y-%m-%d %H:%M:%S", "is one of strftime; write 'yyyy-MM-dd HH:mm:ss'")]
    [InlineData("yyyyMMddffffffff", "is not a .NET format string")]
    public void A_time_format_that_reads_no_time_is_refused(string format, string problem)
    {
        var text = $"the time format '{format}' {problem}";
        Assert.Equal(
            $"test.conf:9:45: decode.json.t.format: {text}",
            Problems($"decode.json.t = {{ type = timestamp,format = \"{format}\" }}"));
        Assert.Equal(
            $"test.conf:9:21: event-time.format: {text}", Problems($"event-time.format = \"{format}\""));
    }

    [Theory]
    [InlineData("yyyy-MM-ddTHH:mm:ss", "2015-05-17T22:05:03")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "2015-05-17T22:05:03.000Z")]
    [InlineData("dddd, dd MMMM yyyy hh:mm tt", "Sunday, 17 May 2015 10:05 PM")]
    [InlineData("yy\\\\Tdd/MM HH:mm:ss K", "15T17/05 22:05:03 +00:00")]
    public void A_time_format_that_reads_its_times_is_taken(string format, string time)
    {
        var column = Load($"decode.json.t = {{ type = timestamp, format = \"{format}\" }}").Plan.Decoder.Columns[^1];

        Assert.True(TimeParser.Create(column.TimeFormat!).TryParse(System.Text.Encoding.UTF8.GetBytes(time), out _));
    }

    [Theory]
    [InlineData("(?=a)(?<a>.)", "it has a look-ahead at character 1, and a text could then take any time to match; "
        + "match the text itself, in a group without a name: (?:...)")]
    [InlineData("(?<a>.)(?<!b)", "it has a look-behind at character 8, ")]
    [InlineData("(?<a>.)\\\\1", "it has a back reference at character 8, ")]
    [InlineData("[(?=](?<a>.)\\\\k<a>", "it has a back reference at character 13, ")]
    [InlineData("(?>(?<a>.))", "it has an atomic group at character 1, ")]
    [InlineData("(?<a>.)?(?(a)b|c)", "it has a conditional at character 9, ")]
    [InlineData("(?<a>.{1,2000000000})", "its repetitions make it too large; write * or + for what may be repeated "
        + "often")]
    public void A_pattern_that_a_run_could_not_use_is_refused_with_what_to_write(string pattern, string problem)
    {
        var text = Problems($"decode = null, decode.pattern = \"{pattern}\"");

        Assert.StartsWith("test.conf:9:33: decode.pattern: ", text, StringComparison.Ordinal);
        Assert.Contains($"can't be used: {problem}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("let.\"\" = \"1\"", "9:10: let: the name of a column is empty; give it one")]
    [InlineData("key = { \"\" = \"user\" }", "9:14: key: the name of a column is empty; give it one")]
    [InlineData("key = [\"\"]", "9:8: key: the name of a column is empty; give it one, as in key = { name = \"an "
        + "expression\" }")]
    [InlineData("aggregate.\"\" = \"count()\"", "9:16: aggregate: the name of a column is empty; give it one")]
    [InlineData("aggregate.\"a\\u0000\" = \"count()\"", "9:23: aggregate: the name of a column has the character "
        + "U+0000 in "
        + "it; leave that out")]
    [InlineData("decode.json.\"\" = string", "9:18: decode.json.: the name of a column is empty; give it one")]
    [InlineData("decode.json.x = { type = string, path = \"a..b\" }", "9:17: decode.json.x: no path: a name is "
        + "missing at character 3; write it as account.name or commits[0].sha\n    a..b\n      ^")]
    [InlineData("sink.file = \"a\\u0000b\"", "9:13: sink.file: it has the character U+0000 in it, which no path "
        + "can have; "
        + "leave that out")]
    [InlineData("source.files = [\"a\\u0000b\"]", "9:17: source.files: it has the character U+0000 in it, which no "
        + "path can "
        + "have; leave that out")]
    [InlineData("data-dir = \"\\u0000\"", "9:12: data-dir: it has the character U+0000 in it, which no path can "
        + "have; leave "
        + "that out")]
    [InlineData("data-dir = \"\"", "9:12: data-dir: it is empty; write a path")]
    [InlineData("dead-letters.file = \" \"", "9:21: dead-letters.file: it is empty; write a path")]
    [InlineData("sink = null, sink = { sqlite = a.db, table = \"a\\u0000\" }", "9:46: sink.table: it has a control "
        + "character "
        + "in it; leave that out")]
    [InlineData("sink = null, sink = { sqlite = a.db, table = sqlite_a }", "9:46: sink.table: names that begin with "
        + "sqlite_ are SQLite's own; name another table")]
    [InlineData("sink = null, sink = { sqlite = a.db, table = actorpipeline_progress }", "9:46: sink.table: that "
        + "is where "
        + "the sink keeps its progress; name another table")]
    public void A_name_that_can_be_none_is_refused(string line, string problem) =>
        Assert.Equal($"test.conf:{problem}", Problems(line));

    [Theory]
    [InlineData("event-time.out-of-order = 5", "event-time.out-of-order", "5s, 5m or 5ms")]
    [InlineData("event-time.idle-timeout = \"5\"", "event-time.idle-timeout", "5s, 5m or 5ms")]
    [InlineData("window.tumbling = 60", "window.tumbling", "60s, 60m or 60ms")]
    [InlineData("engine.commit-interval = 1.5", "engine.commit-interval", "1.5s, 1.5m or 1.5ms")]
    [InlineData("engine.state-bytes = 1048576", "engine.state-bytes", "\"1048576 KiB\", \"1048576 MiB\" or "
        + "\"1048576 B\"")]
    [InlineData("source.batch-bytes = 65536", "source.batch-bytes", "\"65536 KiB\", \"65536 MiB\" or \"65536 B\"")]
    public void A_duration_or_a_size_without_its_unit_is_refused(string line, string setting, string instead)
    {
        var problem = $" has no unit; write for example {instead}";
        var text = Problems(line);
        Assert.StartsWith("test.conf:9:", text, StringComparison.Ordinal);
        Assert.Contains($": {setting}: ", text, StringComparison.Ordinal);
        Assert.EndsWith(problem, text, StringComparison.Ordinal);

        var parts = line.Split(" = ");
        text = _bench.With(Workbench.Minimal).Problems($"{parts[0]}={parts[1]}");
        Assert.EndsWith(problem, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_the_same_in_every_unit() =>
        Assert.Equal(0, Load("event-time.out-of-order = 0").Plan.EventTime!.OutOfOrderUs);

    [Fact]
    public void Windows_of_which_an_actor_can_never_have_enough_are_refused()
    {
        Assert.Equal(
            "test.conf:9:25: window: each record would be in 2592000 windows, but an actor has at most 10000, so every "
            + "record would be refused; make the window shorter or its step longer, or raise "
            + "engine.max-windows-per-key",
            Problems("window = null, window = { hopping = 30d, every = 1s }"));
        Assert.IsType<WindowSpec.Hopping>(Load("window = null, window = { hopping = 10000s, every = 1s }").Plan.Window);
    }

    [Fact]
    public void More_aggregates_than_a_pipeline_may_have_are_refused()
    {
        static string Aggregates(int count) =>
            string.Join(", ", Enumerable.Range(0, count).Select(i => $"aggregate.a{i} = \"count()\""));

        Assert.Contains(
            "aggregate: there are 1001, and a pipeline may have at most 1000; part them into several pipelines",
            Problems($"aggregate = null, {Aggregates(1_001)}"), StringComparison.Ordinal);
        Assert.Equal(1_000, Load($"aggregate = null, {Aggregates(1_000)}").Plan.Aggregates.Count);
    }

    [Theory]
    [InlineData("decode.json.n = int, where = \"n > 5\", aggregate.s = \"sum(n)\"", "9:17: decode.json.n: there is "
        + "no type")]
    [InlineData("decode.json.at = time", "9:18: decode.json.at: there is no type")]
    [InlineData("decode.json.n = { type = nit }, let.b = \"n + 1\"", "9:26: decode.json.n.type: there is no type")]
    [InlineData("event-time.format = epoch-sm, event-time.column = n", "9:21: event-time.format: there is no time "
        + "format")]
    [InlineData("let.t = \"timestamp(usr)\", event-time.column = t", "9:9: let.t: unknown column 'usr'")]
    public void What_follows_from_a_mistake_is_no_second_one(string line, string problem)
    {
        var text = Problems(line);

        Assert.StartsWith($"test.conf:{problem}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\ntest.conf", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shards=0", "--set shards:1:1: 0 is out of bounds; use 1 to 4096")]
    [InlineData("window={tumbling=0s}", "--set window:1:11: window.tumbling: \"0s\" is too short; use for example 1m")]
    public void A_mistake_on_the_command_line_names_its_setting_once(string set, string problem) =>
        Assert.Equal(problem, _bench.With(Workbench.Minimal).Problems(set));

    public void Dispose() => _bench.Dispose();

    private string Problems(string line) => _bench.With(Workbench.Minimal + line).Problems();

    private PipelineFile Load(string line) => _bench.With(Workbench.Minimal + line).Load();
}
