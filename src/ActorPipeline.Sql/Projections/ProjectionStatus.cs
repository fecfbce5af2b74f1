using ActorPipeline.Events;

namespace ActorPipeline.Sql;

/// <summary>A look at a projection.</summary>
/// <param name="State">What it does.</param>
/// <param name="Position">Behind the events that are in the target.</param>
/// <param name="Events">Events that this run has brought there.</param>
/// <param name="Reason">Why it waits or has stopped; null when it does neither.</param>
public sealed record ProjectionStatus(ProjectionState State, EventPosition Position, long Events, string? Reason);
