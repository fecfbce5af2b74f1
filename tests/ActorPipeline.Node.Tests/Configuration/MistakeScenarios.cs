namespace ActorPipeline.Node.Tests.Configuration;

public sealed class MistakeScenarios : IDisposable
{
    private readonly Workbench _bench = new();

    [Theory]
    [InlineData("sharts = 3", "sharts: there is no such setting; did you mean 'shards'?")]
    [InlineData("engine.threads = 3", "engine.threads: there is no such setting; known here: ingest-threads, "
        + "loop-threads, batches-in-flight, commit-interval, commit-bytes, tail-bytes, retain-events, "
        + "state-bytes, passivate-after, max-windows-per-key, max-attempts, sink-flush-interval")]
    [InlineData("shards = 0", "shards: 0 is out of bounds; use 1 to 4096")]
    [InlineData("pipeline = \"a b\"", "pipeline: 'a b' is no name; use up to 64 letters, digits, '-', '_' and '.', "
        + "for example pipeline = requests-per-minute")]
    [InlineData("window = tumbling", "window: there is no window 'tumbling'; write window = { tumbling = 1m }")]
    [InlineData("window = daily", "window: there is no window 'daily'; use global, or for example "
        + "window = { tumbling = 1m }")]
    [InlineData("window.tumbling = 0s", "window.tumbling: \"0s\" is too short; use for example 1m")]
    [InlineData("window = null, window = { hopping = 5m, every = 2m }", "window.every: 2m does not divide the "
        + "window's 5m; each record must be in the same number of windows")]
    [InlineData("window = null, window = { hopping = 5m }", "window.every: a hopping window needs it; for example "
        + "window = { hopping = 5m, every = 1m }")]
    [InlineData("sink = kafka", "sink: there is no sink 'kafka'; use console, or sink = { file = \"results.ndjson\" }")]
    [InlineData("sink.format = cvs", "sink.format: there is no format 'cvs'; use ndjson or csv")]
    [InlineData("source.files = []", "source.files: the list is empty; name at least one file")]
    [InlineData("source = tcp", "source: there is no source 'tcp'; for example source = { files = [\"access.log\"] }")]
    [InlineData("event-time.column = tim", "event-time.column: there is no column 'tim'; timestamps here: at")]
    [InlineData("event-time.column = usr", "event-time.column: there is no column 'usr'; did you mean 'user'?")]
    [InlineData("event-time.column = n", "event-time.column: 'n' is int64, not timestamp; say how it is written, "
        + "for example format = epoch-ms")]
    [InlineData("event-time.format = epoch-sm", "event-time.format: there is no time format 'epoch-sm'; "
        + "did you mean 'epoch-s'?")]
    [InlineData("decode.json.n = int", "decode.json.n: there is no type 'int'; use int64, double, decimal, boolean, "
        + "string or timestamp")]
    [InlineData("decode.json.n = { path = a }", "decode.json.n.type: it is missing; for example type = string")]
    [InlineData("decode.json.n = { type = int64, format = iso8601 }", "decode.json.n.format: only a timestamp has a "
        + "format, this is int64; leave it out, or type = timestamp")]
    [InlineData("decode = null, decode.pattern = combind", "decode.pattern: 'combind' has no named groups; "
        + "did you mean 'combined'?")]
    [InlineData("aggregate = null", "aggregate: it is missing; for example aggregate = { requests = \"count()\" }")]
    [InlineData("let.n = \"1\"", "let.n: there is a column 'n' already; choose another name")]
    [InlineData("aggregate.user = \"count()\"", "aggregate.user: another result column has the name 'user'; "
        + "choose another name")]
    [InlineData("dead-letters.file = out.ndjson", "out.ndjson too; name another file")]
    [InlineData("source.files = [out.ndjson]", "so it would read this output; name a file that it does not match")]
    [InlineData("source.files = [\"**/*.ndjson\"], dead-letters.file = dead.json", "so it would read this output; "
        + "name a file that it does not match")]
    [InlineData("source.files = [\"**\"], sink = console", "so it would read this output; name a file that it does "
        + "not match")]
    [InlineData("source.files = [\"o?t.*\"]", "so it would read this output; name a file that it does not match")]
    [InlineData("aggregate.window_end = \"count()\"", "aggregate.window_end: the window's result column has the name "
        + "'window_end'; choose another name")]
    public void One_mistake_is_one_problem_that_says_what_to_write(string line, string problem)
    {
        var text = _bench.With(Workbench.Minimal + line).Problems();

        Assert.DoesNotContain('\n', text);
        Assert.StartsWith(Workbench.FileName, text, StringComparison.Ordinal);
        Assert.EndsWith(problem, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_names_file_line_and_column()
    {
        _bench.With(Workbench.Minimal + "\n  shards = 0");

        Assert.Equal("test.conf:10:12: shards: 0 is out of bounds; use 1 to 4096", _bench.Problems());
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_in_order_of_line()
    {
        _bench.With("shards = 0\nsink = { file = x, table = t, tabel = u }\nwindow = { global = yes, tumbling = 1m }");

        Assert.Equal(
            [
                "test.conf: pipeline: the name is missing; for example pipeline = requests-per-minute",
                "test.conf: source: one of files, stdin and generator is needed, "
                    + "for example source = { files = [\"access.log\"] }",
                "test.conf: decode: one of json and pattern is needed, for example decode = { pattern = combined }",
                "test.conf: aggregate: it is missing; for example aggregate = { requests = \"count()\" }",
                "test.conf:1:10: shards: 0 is out of bounds; use 1 to 4096",
                "test.conf:2:39: sink.tabel: there is no such setting; did you mean 'table'?",
                "test.conf:3:37: window.tumbling: only one of tumbling, hopping, session and global is possible; "
                    + "here there is also global (test.conf:3:21)",
            ],
            _bench.Problems().Split('\n'));
    }

    [Fact]
    public void A_mistake_in_an_expression_shows_the_place_in_it()
    {
        _bench.With(Workbench.Minimal + "where = \"usr = 'x'\"");

        Assert.Equal(
            "test.conf:9:9: where: unknown column 'usr'; did you mean 'user'?\n    usr = 'x'\n    ^^^",
            _bench.Problems());
    }

    [Fact]
    public void A_computed_column_with_a_mistake_is_reported_once_however_often_it_is_used()
    {
        _bench.With(Workbench.Minimal + "let.a = \"usr + 1\"\nkey = [a]\naggregate.s = \"sum(a)\"\nwhere = \"a > 1\"");

        Assert.Equal(
            "test.conf:9:9: let.a: unknown column 'usr'; did you mean 'user'?\n    usr + 1\n    ^^^",
            _bench.Problems());
    }

    [Fact]
    public void A_broken_regular_expression_shows_the_place_in_it()
    {
        _bench.With(Workbench.Minimal + "decode = null\ndecode.pattern = \"(?<user>x) (\"");

        Assert.Equal(
            "test.conf:10:18: decode.pattern: no regular expression: InsufficientClosingParentheses at character 13\n"
            + "    (?<user>x) (\n                ^",
            _bench.Problems());
    }

    [Fact]
    public void A_broken_path_shows_the_place_in_it()
    {
        _bench.With(Workbench.Minimal + "decode.json.x = { type = int64, path = \"commits[0.sha\" }");

        Assert.EndsWith(
            "decode.json.x: no path: '[' is not closed with ']' at character 9; write it as account.name or "
            + "commits[0].sha\n    commits[0.sha\n            ^",
            _bench.Problems());
    }

    [Fact]
    public void A_column_that_the_pattern_lacks_is_a_mistake()
    {
        _bench.With(Workbench.Minimal + "decode = null\ndecode = { pattern = common, columns = { stats = string } }");

        Assert.Contains(
            "decode.columns.stats: the pattern has no group of that name; did you mean 'status'?", _bench.Problems());
    }

    [Theory]
    [InlineData("shards", "--set: 'shards' is not key=value; for example --set window.tumbling=5m")]
    [InlineData("shards=x", "--set shards:1:1: this value must be")]
    public void A_mistake_on_the_command_line_is_named_as_such(string set, string start)
    {
        _bench.With(Workbench.Minimal);

        Assert.StartsWith(start, _bench.Problems(set), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_hocon_is_one_problem_with_its_place()
    {
        _bench.With("pipeline = {");

        Assert.StartsWith("test.conf:1:1", _bench.Problems(), StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
