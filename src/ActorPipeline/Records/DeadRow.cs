namespace ActorPipeline.Records;

/// <summary>A row of a batch that became a dead letter.</summary>
/// <param name="Row">The row.</param>
/// <param name="Reason">Why, as a code.</param>
/// <param name="Detail">Why, in words for an operator; constant where it can be, to cost nothing.</param>
public readonly record struct DeadRow(int Row, DeadReason Reason, string Detail);
