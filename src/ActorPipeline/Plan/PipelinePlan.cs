using ActorPipeline.Expressions;
using ActorPipeline.Records;

namespace ActorPipeline.Plan;

/// <summary>
/// A pipeline, checked and complete: what HOCON and the C# API compile to, and all that the wiring method takes.
/// Immutable.
/// </summary>
public sealed record PipelinePlan
{
    /// <summary>The pipeline's name; with the data directory, the identity of its state.</summary>
    public required string Name { get; init; }

    /// <summary>Where records come from.</summary>
    public required SourceSpec Source { get; init; }

    /// <summary>How they are decoded.</summary>
    public required DecoderSpec Decoder { get; init; }

    /// <summary>Computed columns, in order; column index = number of decoded columns + position here.</summary>
    public IReadOnlyList<LetSpec> Lets { get; init; } = [];

    /// <summary>Boolean: records for which it is false or null are filtered. Null: none is.</summary>
    public TypedExpression? Where { get; init; }

    /// <summary>The key's parts; empty: all records belong to one actor.</summary>
    public required IReadOnlyList<KeyPart> Key { get; init; }

    /// <summary>Event time; may be null for global windows only.</summary>
    public EventTimeSpec? EventTime { get; init; }

    /// <summary>The windows; global, and without meaning, where there is an <see cref="Actor"/>.</summary>
    public WindowSpec Window { get; init; } = new WindowSpec.Global();

    /// <summary>The aggregates: at least one, or an <see cref="Actor"/> instead.</summary>
    public IReadOnlyList<AggregateSpec> Aggregates { get; init; } = [];

    /// <summary>What keys run instead of windows and aggregates; null for those.</summary>
    public ActorSpec? Actor { get; init; }

    /// <summary>Whether anything is emitted at the end of the input only.</summary>
    public bool HasFinalResults => Actor is null && Window is WindowSpec.Global;

    /// <summary>Where results go.</summary>
    public required SinkSpec Sink { get; init; }

    /// <summary>The dead letters' ndjson file, absolute.</summary>
    public required string DeadLetterPath { get; init; }

    /// <summary>Number of shards; fixed for the life of the state.</summary>
    public int ShardCount { get; init; } = 16;

    /// <summary>How a node runs it.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>Types of a batch's columns: decoded, then computed.</summary>
    public IReadOnlyList<ColumnType> BatchColumns =>
        [.. Decoder.Columns.Select(c => c.Type), .. Lets.Select(l => l.Expression.Type)];

    /// <summary>Columns of results: key, window (none for global windows), aggregates or outputs.</summary>
    public IReadOnlyList<ResultColumn> ResultColumns =>
    [
        .. Key.Select(k => new ResultColumn(k.Name, k.Type, true)),
        .. Actor?.Outputs ?? [],
        .. Window is WindowSpec.Global
            ? Array.Empty<ResultColumn>()
            : [new("window_start", ColumnType.Timestamp, true), new("window_end", ColumnType.Timestamp, false)],
        .. Aggregates.Select(a => new ResultColumn(a.Name, a.ResultType, false)),
    ];
}
