using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Node.Tests.Configuration;

public sealed class BindingScenarios : IDisposable
{
    private readonly Workbench _bench = new();

    [Fact]
    public void A_minimal_file_binds_with_the_defaults_of_the_engine()
    {
        var plan = Plan("");

        Assert.Equal("test", plan.Name);
        var files = Assert.IsType<FilesSourceSpec>(plan.Source);
        Assert.Equal([_bench.PathOf("in.ndjson")], files.Paths);
        Assert.False(files.Parallel);
        Assert.Equal(256 << 10, files.BatchBytes);
        Assert.Equal(1 << 20, files.MaxRecordBytes);
        Assert.Equal(new EventTimeSpec(1, 5_000_000, 0, TimeSpan.FromSeconds(30), 3_600_000_000), plan.EventTime);
        Assert.Equal([new KeyPart("user", 0, ColumnType.String)], plan.Key);
        Assert.Equal(new WindowSpec.Tumbling(60_000_000), plan.Window);
        Assert.Equal(AggregateKind.Count, Assert.Single(plan.Aggregates).Kind);
        Assert.Equal(new SinkSpec.File(_bench.PathOf("out.ndjson"), FileSinkFormat.Ndjson), plan.Sink);
        Assert.Equal(_bench.PathOf("data/test/dead-letters.ndjson"), plan.DeadLetterPath);
        Assert.Equal(16, plan.ShardCount);
        Assert.Equal(new EngineOptions(), plan.Engine);
    }

    [Fact]
    public void Every_setting_of_the_engine_binds()
    {
        var engine = Plan(
            """
            engine = {
              ingest-threads = 3, loop-threads = 4, batches-in-flight = 5, commit-interval = 1s, commit-bytes = 1 MiB
              tail-bytes = 2 MiB, state-bytes = 3 MiB, max-windows-per-key = 7, max-attempts = 5
              passivate-after = 3m
              retain-events = true, sink-flush-interval = 2s
            }
            """).Engine;

        Assert.Equal(
            new EngineOptions
            {
                IngestThreads = 3,
                LoopThreads = 4,
                BatchesInFlight = 5,
                CommitInterval = TimeSpan.FromSeconds(1),
                CommitBytes = 1 << 20,
                TailBytes = 2 << 20,
                RetainEvents = true,
                StateBytes = 3 << 20,
                MaxWindowsPerKey = 7,
                MaxAttempts = 5,
                PassivateAfter = TimeSpan.FromMinutes(3),
                SinkFlushInterval = TimeSpan.FromSeconds(2),
            },
            engine);
    }

    [Theory]
    [InlineData("window = { tumbling = 90s }", "tumbling 90s")]
    [InlineData("window = null, window = { hopping = 5m, every = 1m }", "hopping 5m every 1m")]
    [InlineData("window = null, window = { session = 30m }", "session, gap 30m")]
    [InlineData("window = global", "global")]
    [InlineData("window = null, window = { global = true }", "global")]
    public void Windows_of_each_kind_bind(string line, string window) =>
        Assert.Equal(window, PlanIdentity.Of(Plan(line)).Window);

    [Theory]
    [InlineData("sink = { file = a.csv }", "Csv file {0}/a.csv")]
    [InlineData("sink = { file = a.txt, format = csv }", "Csv file {0}/a.txt")]
    [InlineData("sink = { file = sub/a.ndjson }", "Ndjson file {0}/sub/a.ndjson")]
    [InlineData("sink = null, sink = { sqlite = a.db }", "SQLite {0}/a.db, table test")]
    [InlineData("sink = null, sink = { sqlite = a.db, table = t }", "SQLite {0}/a.db, table t")]
    [InlineData("sink = console", "console")]
    public void Sinks_of_each_kind_bind(string line, string sink) =>
        Assert.Equal(string.Format(null, sink, _bench.Directory), PlanIdentity.Of(Plan(line)).Sink);

    [Fact]
    public void Console_rows_have_a_bound()
    {
        Assert.Equal(new SinkSpec.Console(20), Plan("sink = console").Sink);
        Assert.Equal(new SinkSpec.Console(5), Plan("sink = null, sink = { console = true, max-rows = 5 }").Sink);
    }

    [Fact]
    public void A_generator_binds_with_all_its_settings()
    {
        var plan = Plan(
            """
            source = null
            source.generator = {
              kind = metrics, seed = 9, count = unlimited, rate = 250.5, partitions = 3, keys = 7, skew = 1.1
              start = "2024-01-01T00:00:00Z", event-rate = 50, out-of-order = 2s, malformed = 0.25
            }
            """);

        Assert.Equal(
            new GeneratorSourceSpec(GeneratorKind.Metrics, 9, 3, null)
            {
                RatePerSecond = 250.5,
                Keys = 7,
                Skew = 1.1,
                StartUs = 1_704_067_200_000_000,
                EventRatePerSecond = 50,
                OutOfOrderUs = 2_000_000,
                MalformedShare = 0.25,
            },
            plan.Source);
    }

    [Fact]
    public void The_defaults_of_a_generator_are_those_of_the_engine()
    {
        var expected = new GeneratorSourceSpec(GeneratorKind.Orders, 1, 1, 1_000_000);

        Assert.Equal(expected, Plan("source = null, source = { generator = { kind = orders } }").Source);
    }

    [Theory]
    [InlineData("source = stdin")]
    [InlineData("source = null, source.stdin = true")]
    public void Standard_input_binds_as_a_word_and_as_a_setting(string line) =>
        Assert.Equal(new StdinSourceSpec(), Plan(line).Source);

    [Fact]
    public void Columns_of_json_have_types_paths_and_formats()
    {
        var plan = Plan(
            """
            decode = null
            decode.json = {
              user = string
              at = { type = timestamp, path = meta.at, format = epoch-ms }
              v = { type = double, path = "a.b" }
            }
            """);

        Assert.Equal(
            [
                new ColumnSpec("user", ColumnType.String, "user"),
                new ColumnSpec("at", ColumnType.Timestamp, "meta.at", new TimeFormat(TimeFormatKind.EpochMillis)),
                new ColumnSpec("v", ColumnType.Double, "a.b"),
            ],
            plan.Decoder.Columns);
    }

    [Fact]
    public void The_event_time_may_say_how_its_column_is_written()
    {
        var plan = Plan("event-time = { column = n, format = epoch-us }");

        var column = plan.Decoder.Columns[plan.EventTime!.Column];
        Assert.Equal(
            new ColumnSpec("n", ColumnType.Timestamp, "n", new TimeFormat(TimeFormatKind.EpochMicros)), column);
    }

    [Fact]
    public void Of_the_captures_that_are_text_only_those_that_are_used_are_decoded()
    {
        var plan = Plan(
            """
            decode = null, decode = { pattern = combined }, event-time.column = time
            let = { class = "status / 100" }, where = "method != 'OPTIONS'", key = class
            """);

        Assert.Equal(["method", "size", "status", "time"], plan.Decoder.Columns.Select(c => c.Name).Order());
        Assert.Equal("class", Assert.Single(plan.Key).Name);
        Assert.Equal(ColumnType.Timestamp, plan.BatchColumns[plan.EventTime!.Column]);
    }

    [Fact]
    public void Groups_of_a_regular_expression_are_strings_unless_they_are_typed()
    {
        var plan = Plan(
            """"
            decode = null
            decode.pattern = """^(?<user>\S+) (?<at>\S+) (?<n>\d+)$"""
            decode.columns = { n = int64, at = { type = timestamp, format = "yyyy/MM/dd-HH:mm:ss" } }
            aggregate = { sum = "sum(n)" }
            """");

        Assert.Equal(
            [
                new ColumnSpec("user", ColumnType.String, "user"),
                new ColumnSpec(
                    "at", ColumnType.Timestamp, "at", new TimeFormat(TimeFormatKind.Custom, "yyyy/MM/dd-HH:mm:ss")),
                new ColumnSpec("n", ColumnType.Int64, "n"),
            ],
            plan.Decoder.Columns);
    }

    [Fact]
    public void A_key_may_be_columns_expressions_or_named()
    {
        Assert.Equal(["user", "n / 100"], Plan("key = [user, \"n / 100\"]").Key.Select(k => k.Name));
        Assert.Equal(["user"], Plan("key = user").Key.Select(k => k.Name));
        Assert.Empty(Plan("key = []").Key);

        var named = Plan("key = { who = user, hundreds = \"n / 100\" }");

        Assert.Equal(["who", "hundreds"], named.Key.Select(k => k.Name));
        Assert.Equal(ColumnType.Int64, named.Key[1].Type);
    }

    [Fact]
    public void The_command_line_wins_over_the_file_which_wins_over_the_defaults()
    {
        _bench.With(Workbench.Minimal + "shards = 8\nengine.loop-threads = 3");

        var file = _bench.Load("shards=4", "where=n >= 5", "engine.ingest-threads = 1");

        Assert.Equal(4, file.Plan.ShardCount);
        Assert.Equal("n >= 5", file.Plan.Where!.Text);
        Assert.Equal(1, file.Plan.Engine.IngestThreads);
        Assert.Equal(3, file.Plan.Engine.LoopThreads);
        Assert.Equal("--set shards", file.Settings.Single(s => s.Path == "shards").Origin.Description);
        Assert.Equal(10, file.Settings.Single(s => s.Path == "engine.loop-threads").Origin.Line);
        Assert.True(file.Settings.Single(s => s.Path == "engine.tail-bytes").IsDefault);
    }

    [Fact]
    public void A_path_is_relative_to_the_file_that_says_it_and_one_of_the_command_line_to_the_shell()
    {
        Directory.CreateDirectory(_bench.PathOf("sub"));
        _bench.With("sink = { file = out.ndjson }", "sub/sink.conf");
        _bench.With(Workbench.Minimal + "include \"sub/sink.conf\"");

        var plan = _bench.Load("source.files=[a.log]").Plan;

        Assert.Equal(_bench.PathOf("sub/out.ndjson"), ((SinkSpec.File)plan.Sink).Path);
        Assert.Equal([_bench.PathOf("a.log")], ((FilesSourceSpec)plan.Source).Paths);
    }

    [Fact]
    public void Names_of_the_operator_can_be_substituted() =>
        Assert.Equal(8, Plan("vars.n = 8, shards = ${vars.n}").ShardCount);

    [Fact]
    public void A_setting_that_is_null_is_its_default() =>
        Assert.Equal(16, Plan("shards = 8, shards = null, engine = null").ShardCount);

    public void Dispose() => _bench.Dispose();

    private PipelinePlan Plan(string lines) => _bench.With(Workbench.Minimal + lines).Load().Plan;
}
