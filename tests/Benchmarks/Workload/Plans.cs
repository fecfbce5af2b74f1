using ActorPipeline.Actors;
using ActorPipeline.Definitions;
using Benchmarks.Actors;
using ActorPipeline.Expressions;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace Benchmarks.Workload;

/// <summary>The pipelines that are measured: count, sum, min and max of a metric by key.</summary>
internal static class Plans
{
    public const string ResultsName = "results.ndjson";

    private const long WindowUs = 1_000_000;

    /// <summary>Windows of 1 s of event time.</summary>
    public static WindowSpec Tumbling { get; } = new WindowSpec.Tumbling(WindowUs);

    /// <summary>Windows of so many seconds, one every second.</summary>
    public static WindowSpec Hopping(int seconds) => new WindowSpec.Hopping(seconds * WindowUs, WindowUs);

    /// <summary>So many different aggregates; four of each input.</summary>
    public static IReadOnlyList<AggregateSpec> Aggregates(int count)
    {
        var schema = new ExpressionSchema(MetricColumns.Select(c => (c.Name, c.Type)));
        string[] kinds = ["sum", "min", "max", "mean"];
        return [.. Enumerable.Range(0, count).Select(i => AggregateSyntax.Parse(
            $"a{i}", $"{kinds[i % kinds.Length]}(v + {i / kinds.Length})", schema))];
    }

    /// <summary>One window for all time, so that actors never end.</summary>
    public static WindowSpec Global { get; } = new WindowSpec.Global();

    public static IReadOnlyList<ColumnSpec> MetricColumns { get; } =
    [
        new("k", ColumnType.String, "k"),
        new("ts", ColumnType.Timestamp, "ts", new TimeFormat(TimeFormatKind.EpochMillis)),
        new("v", ColumnType.Double, "v"),
    ];

    /// <summary>A pipeline over metrics; outputs go to the directory.</summary>
    public static PipelinePlan Metrics(string directory, SourceSpec source, WindowSpec window, EngineOptions engine)
    {
        var schema = new ExpressionSchema(MetricColumns.Select(c => (c.Name, c.Type)));
        return new PipelinePlan
        {
            Name = "bench",
            Source = source,
            Decoder = new JsonDecoderSpec(MetricColumns),
            Key = [new KeyPart("k", 0, ColumnType.String)],
            EventTime = new EventTimeSpec(1, 0, 0, TimeSpan.FromSeconds(30), 60 * WindowUs),
            Window = window,
            Aggregates =
            [
                AggregateSyntax.Parse("count", "count()", schema),
                AggregateSyntax.Parse("sum", "sum(v)", schema),
                AggregateSyntax.Parse("min", "min(v)", schema),
                AggregateSyntax.Parse("max", "max(v)", schema),
            ],
            Sink = new SinkSpec.File(Path.Combine(directory, ResultsName), FileSinkFormat.Ndjson),
            DeadLetterPath = Path.Combine(directory, "dead.ndjson"),
            Engine = engine,
        };
    }

    /// <summary>A counter for each key, written in C#.</summary>
    public static PipelinePlan Counters(string directory, SourceSpec source)
    {
        var schema = new ExpressionSchema(MetricColumns.Select(c => (c.Name, c.Type)));
        return Metrics(directory, source, Global, new EngineOptions()) with
        {
            Aggregates = [],
            Actor = new ActorSpec<Add, Added, long>(new Counter(), schema),
        };
    }

    /// <summary>Each file a partition.</summary>
    public static FilesSourceSpec Files(string directory, IReadOnlyList<string> files) =>
        new(files, Parallel: true, directory);
}
