using ActorPipeline.Definitions;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Tests.Configuration;

/// <summary>A pipeline in C# and the same one in a file are one plan.</summary>
public sealed class DefinitionScenarios : IDisposable
{
    private readonly Workbench _bench = new();

    [Fact]
    public void Windows_over_json_are_one_plan()
    {
        var written = Load(
            """
            pipeline   = orders
            source     = { files = ["*.in", "/var/orders.gz"], parallel = true, batch-bytes = 64 KiB }
            decode     = { json = { id = int64, amount = { type = decimal, path = a.b }
                                    at = { type = timestamp, format = epoch-ms } } }
            event-time = { column = at, out-of-order = 1s, allowed-lateness = 2m, idle-timeout = 3s, max-drift = 4h }
            let        = { half = "amount / 2", quarter = "half / 2" }
            where      = "amount > 0"
            key        = { bucket = "id / 10", id = id }
            window     = { hopping = 15m, every = 5m }
            aggregate  = { orders = "count()", quarters = "sum(quarter) where half > 1" }
            sink       = { file = "out.csv" }
            shards     = 5
            engine     = { loop-threads = 3, commit-interval = 1s }
            dead-letters.file = "dead.ndjson"
            """);
        var coded = Pipeline.Define("orders", _bench.Directory)
            .From(Source.ParallelFiles("*.in", "/var/orders.gz") with { BatchBytes = 64 << 10 })
            .Decode(Decoder.Json(
                Field.Int64("id"), Field.Decimal("amount", "a.b"), Field.Time("at", TimeFormatKind.EpochMillis)))
            .EventTime(
                "at", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(3), TimeSpan.FromHours(4))
            .Let("half", "amount / 2")
            .Let("quarter", "half / 2")
            .Where("amount > 0")
            .KeyBy(("bucket", "id / 10"), ("id", "id"))
            .Window(Window.Hopping(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(5)))
            .Aggregate("orders", "count()")
            .Aggregate("quarters", "sum(quarter) where half > 1")
            .Shards(5)
            .Engine(e => e with { LoopThreads = 3, CommitInterval = TimeSpan.FromSeconds(1) })
            .DeadLetters("dead.ndjson")
            .To(Sink.File("out.csv"));

        AssertSame(written, coded);
    }

    [Fact]
    public void Sessions_over_a_log_are_one_plan()
    {
        var written = Load(
            """
            pipeline   = visits
            source     = { files = "access.log" }
            decode     = { pattern = combined }
            event-time = { column = time }
            key        = [host, "segment(path, 1)"]
            window     = { session = 30m }
            aggregate  = { clicks = "count()", agent = "last(agent)" }
            sink       = { sqlite = "out.db" }
            """);
        var coded = Pipeline.Define("visits", _bench.Directory)
            .From(Source.Files("access.log"))
            .Decode(Decoder.Pattern("combined"))
            .EventTime("time")
            .KeyBy("host", "segment(path, 1)")
            .Window(Window.Session(TimeSpan.FromMinutes(30)))
            .Aggregate("clicks", "count()")
            .Aggregate("agent", "last(agent)")
            .To(Sink.Sqlite("out.db"));

        AssertSame(written, coded);
    }

    [Fact]
    public void All_there_is_of_a_pattern_is_one_plan()
    {
        const string pattern = """^(?<at>\S+ \S+) (?<n>\d+) (?<rest>.*)$""";
        var written = Load(
            $$""""
            pipeline   = lines
            source     = stdin
            decode     = { pattern = """{{pattern}}""", columns = { n = int64 } }
            event-time = { column = at, format = "yyyy-MM-dd HH:mm:ss" }
            window     = global
            aggregate  = { total = "sum(n)" }
            sink       = console
            """");
        var coded = Pipeline.Define("lines", _bench.Directory)
            .From(Source.Stdin)
            .Decode(Decoder.Pattern(pattern, Field.Int64("n"), Field.Time("at", "yyyy-MM-dd HH:mm:ss")))
            .EventTime("at")
            .Window(Window.Global)
            .Aggregate("total", "sum(n)")
            .To(Sink.Console());

        AssertSame(written, coded);
    }

    [Fact]
    public void Made_up_records_are_one_plan()
    {
        var written = Load(
            """
            pipeline   = metrics
            source     = { generator = { kind = metrics, seed = 7, count = unlimited, keys = 5 } }
            decode     = { json = { k = string, v = double } }
            key        = k
            window     = global
            aggregate  = { mean = "mean(v)" }
            sink       = { file = "a.txt", format = csv }
            """);
        var coded = Pipeline.Define("metrics", _bench.Directory)
            .From(Source.Generator(GeneratorKind.Metrics, null, 7) with { Keys = 5 })
            .Decode(Decoder.Json(Field.Text("k"), Field.Double("v")))
            .KeyBy("k")
            .Window(Window.Global)
            .Aggregate("mean", "mean(v)")
            .To(Sink.File("a.txt", FileSinkFormat.Csv));

        AssertSame(written, coded);
    }

    public void Dispose() => _bench.Dispose();

    private PipelinePlan Load(string text) => _bench.With(text).Load().Plan;

    private static void AssertSame(PipelinePlan written, PipelinePlan coded)
    {
        Assert.Equal(PlanIdentity.Of(written).ToJson(), PlanIdentity.Of(coded).ToJson());
        Assert.Equivalent(StateLayout.Of(written), StateLayout.Of(coded), strict: true);
        Assert.Equal(written.Decoder.Columns, coded.Decoder.Columns);
        Assert.Equal(written.Lets.Select(l => (l.Name, l.Expression.Canonical)),
            coded.Lets.Select(l => (l.Name, l.Expression.Canonical)));
        Assert.Equal(written.Where?.Canonical, coded.Where?.Canonical);
        Assert.Equal(written.Key, coded.Key);
        Assert.Equal(written.EventTime, coded.EventTime);
        Assert.Equal(written.Engine, coded.Engine);
        Assert.Equal(written.Sink, coded.Sink);
        Assert.Equal(written.DeadLetterPath, coded.DeadLetterPath);
        if (written.Source is FilesSourceSpec files)
        {
            var other = Assert.IsType<FilesSourceSpec>(coded.Source);
            Assert.Equal(files.Paths, other.Paths);
            Assert.Equal(files with { Paths = [] }, other with { Paths = [] });
        }
        else
        {
            Assert.Equal(written.Source, coded.Source);
        }
    }
}
