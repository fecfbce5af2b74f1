using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Definitions;

public sealed class DefinitionTests
{
    private static readonly RecordDefinition _log = Pipeline.Define("log", "/srv")
        .From(Source.Files("a.log", "/var/log/b.log"))
        .Decode(Decoder.Pattern("combined"));

    [Fact]
    public void An_actor_has_a_plan_with_its_columns_and_outputs()
    {
        var plan = Pipeline.Define("sums")
            .From(Source.Stdin)
            .Decode(Decoder.Json(Field.Text("user"), Field.Int64("n")))
            .KeyBy("user")
            .Actor<Sum>()
            .To(Sink.Console());

        Assert.Equal(nameof(Sum), plan.Actor!.Name);
        Assert.Equal(["n"], plan.Actor.MessageColumns.Select(c => c.Text));
        Assert.Equal(
            [new("user", ColumnType.String, true), new ResultColumn("total", ColumnType.Int64, false)],
            plan.ResultColumns);
        Assert.Null(plan.EventTime);
    }

    [Fact]
    public void Actors_without_records_are_known_by_text()
    {
        var plan = Pipeline.Define("sums").FromRequests("country", "user").Actor<Deaf>().To(Sink.Console());

        Assert.IsType<RequestsSourceSpec>(plan.Source);
        Assert.Equal(
            [new("country", 0, ColumnType.String), new KeyPart("user", 1, ColumnType.String)], plan.Key);
        Assert.Empty(Pipeline.Define("sum").FromRequests("user").Actor<Sum>().To(Sink.Console()).Actor!.MessageColumns);
        Assert.Empty(Pipeline.Define("one").FromRequests().Actor<Deaf>().To(Sink.Console()).Key);
    }

    [Fact]
    public void Captures_that_nobody_uses_are_not_decoded()
    {
        var plan = _log
            .Where("method = 'GET'")
            .EventTime("time")
            .KeyBy("status / 100")
            .Window(Window.Tumbling(TimeSpan.FromMinutes(1)))
            .Aggregate("bytes", "sum(size)")
            .To(Sink.Console());

        Assert.Equal(["time", "method", "status", "size"], plan.Decoder.Columns.Select(c => c.Name));
        Assert.Equal(0, plan.EventTime!.Column);
        Assert.Equal([new KeyPart("status / 100", 4, ColumnType.Int64)], plan.Key);
    }

    [Fact]
    public void A_capture_with_a_type_is_decoded_and_so_checked_though_nobody_uses_it()
    {
        var plan = Pipeline.Define("sums")
            .From(Source.Stdin)
            .Decode(Decoder.Pattern(@"(?<v>\S+) (?<user>\S+) (?<rest>.*)", Field.Int64("v")))
            .KeyBy("user").Window(Window.Global)
            .Aggregate("n", "count()")
            .To(Sink.Console());
        Assert.Equal(["v", "user"], plan.Decoder.Columns.Select(c => c.Name));

        Assert.Equal(
            ["host", "time", "status", "size"],
            _log.KeyBy("host").Window(Window.Global).Aggregate("n", "count()").To(Sink.Console())
                .Decoder.Columns.Select(c => c.Name));
    }

    [Fact]
    public void Captures_that_only_an_actor_uses_are_decoded()
    {
        var plan = Pipeline.Define("sums")
            .From(Source.Stdin)
            .Decode(Decoder.Pattern(@"^(?<rest>\S+) (?<n>\d+) (?<user>\S+)$", Field.Int64("n")))
            .KeyBy("user")
            .Actor<Sum>()
            .To(Sink.Console());

        Assert.Equal(["n", "user"], plan.Decoder.Columns.Select(c => c.Name));
        Assert.Equal([new KeyPart("user", 1, ColumnType.String)], plan.Key);
    }

    [Fact]
    public void A_definition_is_immutable_and_may_be_shared()
    {
        var gets = _log.Where("method = 'GET'");
        var posts = _log.Where("method = 'POST'");
        Assert.Equal("method = 'GET'", Count(gets).Where!.Text);
        Assert.Equal("method = 'POST'", Count(posts).Where!.Text);
        Assert.Null(Count(_log).Where);

        var both = Count(gets.Where("status = 200 or status = 304"));
        Assert.Equal("(method = 'GET') and (status = 200 or status = 304)", both.Where!.Text);

        static PipelinePlan Count(RecordDefinition records) =>
            records.Window(Window.Global).Aggregate("n", "count()").To(Sink.Console());
    }

    [Fact]
    public void Paths_start_at_the_directory_of_the_definition()
    {
        var results = _log.Window(Window.Global).Aggregate("n", "count()");
        var plan = results.To(Sink.File("out.csv"));

        Assert.Equal(["/srv/a.log", "/var/log/b.log"], ((FilesSourceSpec)plan.Source).Paths);
        Assert.Equal(new SinkSpec.File("/srv/out.csv", FileSinkFormat.Csv), plan.Sink);
        Assert.Equal("/srv/data/log/dead-letters.ndjson", plan.DeadLetterPath);
        Assert.Equal(new SinkSpec.Sqlite("/srv/out.db", "log"), results.To(Sink.Sqlite("out.db")).Sink);
        Assert.Equal("/srv/dead.ndjson", results.DeadLetters("dead.ndjson").To(Sink.Console()).DeadLetterPath);
    }

    [Fact]
    public void What_is_said_of_the_engine_is_in_the_plan()
    {
        var plan = _log.Window(Window.Global).Aggregate("n", "count()")
            .Shards(4)
            .Engine(e => e with { LoopThreads = 1 })
            .Engine(e => e with { IngestThreads = 3 })
            .To(Sink.Console());

        Assert.Equal(4, plan.ShardCount);
        Assert.Equal(new EngineOptions { LoopThreads = 1, IngestThreads = 3 }, plan.Engine);
    }
}
