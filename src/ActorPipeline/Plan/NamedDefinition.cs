namespace ActorPipeline.Plan;

/// <summary>A named part of a plan and what it is, in one spelling.</summary>
/// <param name="Name">Its name in the results.</param>
/// <param name="Definition">Its type and where it comes from.</param>
internal sealed record NamedDefinition(string Name, string Definition);
