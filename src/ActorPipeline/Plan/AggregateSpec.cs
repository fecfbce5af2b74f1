using ActorPipeline.Expressions;
using ActorPipeline.Records;

namespace ActorPipeline.Plan;

/// <summary>An aggregate of a window.</summary>
/// <param name="Name">The result column's name.</param>
/// <param name="Kind">The function.</param>
/// <param name="Argument">What it is computed of; null for a plain count.</param>
/// <param name="Condition">A boolean expression; a record where it is false or null takes no part. Null: all
/// do.</param>
public sealed record AggregateSpec(
    string Name, AggregateKind Kind, TypedExpression? Argument, TypedExpression? Condition)
{
    /// <summary>The type of the result.</summary>
    public ColumnType ResultType => Kind switch
    {
        AggregateKind.Count => ColumnType.Int64,
        AggregateKind.Mean or AggregateKind.Variance or AggregateKind.StdDev => ColumnType.Double,
        _ => Argument!.Type,
    };

    /// <summary>Identity in the journal: an aggregate with the same text keeps its state when a plan changes.</summary>
    public string Canonical =>
        $"{Kind.ToString().ToLowerInvariant()}({Argument?.Canonical})"
        + (Condition is null ? "" : " where " + Condition.Canonical);
}
