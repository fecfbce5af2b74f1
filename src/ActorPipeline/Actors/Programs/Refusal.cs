using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>A message that its actor did not accept: a dead letter.</summary>
/// <param name="Message">Its number in the batch.</param>
/// <param name="Reason">Why, as a code.</param>
/// <param name="Detail">Why, in words.</param>
internal readonly record struct Refusal(int Message, DeadReason Reason, string Detail);
