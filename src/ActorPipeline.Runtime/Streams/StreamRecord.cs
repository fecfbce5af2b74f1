using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Results;

namespace ActorPipeline.Runtime.Streams;

/// <summary>A record by itself.</summary>
/// <param name="Partition">The source partition that it is from.</param>
/// <param name="Position">Where it stands there.</param>
/// <param name="Key">Its key as text; null where it was not routed.</param>
/// <param name="EventTime">Its event time; null where it was not routed, or the plan has none.</param>
/// <param name="Columns">The columns: the decoder's, then those of <c>let</c>.</param>
/// <param name="Values">
/// A value for each column: long (timestamps in microseconds since 1970), double, decimal, bool, string or null.
/// </param>
public sealed record StreamRecord(
    PartitionId Partition, long Position, string? Key, DateTimeOffset? EventTime, IReadOnlyList<ResultColumn> Columns,
    IReadOnlyList<object?> Values)
{
    /// <summary>The value of a column.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public object? this[string column] => Columns.ValueOf(Values, column);
}
