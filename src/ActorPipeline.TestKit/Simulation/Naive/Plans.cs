using ActorPipeline.Definitions;
using ActorPipeline.Expressions;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit.Simulation.Naive;

/// <summary>
/// Plans over JSON records of one shape:
/// <c>{"t":microseconds,"k":text,"g":int,"i":int,"d":double,"m":decimal,"s":text,"b":boolean}</c>; each may be null.
/// </summary>
internal static class Plans
{
    private static readonly ColumnSpec[] _columns =
    [
        new("t", ColumnType.Timestamp, "t", new TimeFormat(TimeFormatKind.EpochMicros)),
        new("k", ColumnType.String, "k"),
        new("g", ColumnType.Int64, "g"),
        new("i", ColumnType.Int64, "i"),
        new("d", ColumnType.Double, "d"),
        new("m", ColumnType.Decimal, "m"),
        new("s", ColumnType.String, "s"),
        new("b", ColumnType.Boolean, "b"),
    ];

    /// <summary>Sizes that make commits, snapshots, trimming, passivation and page loads happen all the time.</summary>
    public static EngineOptions Tiny { get; } = new()
    {
        BatchesInFlight = 3,
        CommitInterval = TimeSpan.FromMilliseconds(20),
        CommitBytes = 600,
        TailBytes = 2_000,
        StateBytes = 100_000,
        SinkFlushInterval = TimeSpan.FromMilliseconds(50),
    };

    public static ExpressionSchema Schema { get; } = new(_columns.Select(c => (c.Name, c.Type)));

    /// <summary>A plan with an actor, fed by records.</summary>
    public static PipelinePlan Of(
        ActorSpec actor, long outOfOrderUs = 0, int shards = 3, EngineOptions? engine = null) =>
        Of(new WindowSpec.Global(), ["k"], [], outOfOrderUs, shards: shards, engine: engine) with { Actor = actor };

    /// <summary>A plan; event time is left out for <paramref name="outOfOrderUs"/> below 0.</summary>
    public static PipelinePlan Of(
        WindowSpec window,
        string[] key,
        string[] aggregates,
        long outOfOrderUs = 0,
        long latenessUs = 0,
        string? where = null,
        int shards = 3,
        EngineOptions? engine = null) => new()
        {
            Name = "test",
            Source = new MemorySourceSpec(),
            Decoder = new JsonDecoderSpec(_columns),
            Where = where is null ? null : ExpressionCompiler.CompileCondition(where, Schema),
            Key = [.. key.Select(name => new KeyPart(name, Schema.IndexOf(name), _columns[Schema.IndexOf(name)].Type))],
            EventTime = outOfOrderUs < 0
                ? null
                : new EventTimeSpec(0, outOfOrderUs, latenessUs, TimeSpan.FromDays(1), long.MaxValue / 4),
            Window = window,
            Aggregates = [.. aggregates.Select((text, i) => AggregateSyntax.Parse($"a{i}", text, Schema))],
            Sink = new SinkSpec.File("results", FileSinkFormat.Ndjson),
            DeadLetterPath = "dead",
            ShardCount = shards,
            Engine = engine ?? Tiny,
        };
}
