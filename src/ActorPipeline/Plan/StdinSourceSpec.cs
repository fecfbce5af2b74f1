namespace ActorPipeline.Plan;

/// <summary>Standard input, one record a line. It can't be read again: what was in flight at a crash is lost.</summary>
public sealed record StdinSourceSpec : SourceSpec;
