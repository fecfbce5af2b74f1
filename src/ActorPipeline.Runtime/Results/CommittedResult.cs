using ActorPipeline.Plan;

namespace ActorPipeline.Runtime.Results;

/// <summary>
/// A row that a pipeline emitted, told to an actor after its commit. It is told again, under the same
/// <see cref="Id"/>, until the actor has answered it: <c>Sender.Tell(result.Ack)</c>, once what it does about it is
/// kept.
/// </summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Id">Which result it is.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Values">
/// A value for each column: long (timestamps in microseconds since 1970), double, decimal, bool, string or null.
/// </param>
public sealed record CommittedResult(
    string Pipeline, ResultId Id, IReadOnlyList<ResultColumn> Columns, IReadOnlyList<object?> Values)
{
    /// <summary>What to answer when it is taken.</summary>
    public ResultAck Ack => new(Id);

    /// <summary>The value of a column.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public object? this[string column] => Columns.ValueOf(Values, column);
}
