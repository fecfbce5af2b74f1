namespace ActorPipeline.Runtime.Results;

/// <summary>To the sender of a <see cref="CommittedResult"/>: it is taken, and need not be sent again.</summary>
/// <param name="Id">Which result.</param>
public sealed record ResultAck(ResultId Id);
