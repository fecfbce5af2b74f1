namespace ActorPipeline.Plan;

/// <summary>
/// No records at all: the actors live by messages from inside the process, and the run ends when it is stopped.
/// </summary>
public sealed record RequestsSourceSpec : SourceSpec;
