namespace ActorPipeline.Plan;

/// <summary>What the journal calls a type of event.</summary>
/// <param name="Name">The name; never that of a CLR type, so that classes may be renamed and moved.</param>
/// <param name="Version">The version of its content; at least 1.</param>
public sealed record EventName(string Name, int Version);
