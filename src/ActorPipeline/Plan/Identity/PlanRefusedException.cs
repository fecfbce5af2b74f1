namespace ActorPipeline.Plan;

/// <summary>The data directory holds the state of a plan that this one can't carry on.</summary>
/// <param name="dataDirectory">The directory, as its owner calls it.</param>
/// <param name="changes">What the plan changes.</param>
public sealed class PlanRefusedException(string dataDirectory, IReadOnlyList<PlanChange> changes)
    : Exception(Describe(dataDirectory, changes))
{
    /// <summary>What the plan changes; some of it is refused.</summary>
    public IReadOnlyList<PlanChange> Changes { get; } = changes;

    private static string Describe(string dataDirectory, IReadOnlyList<PlanChange> changes)
    {
        var refused = changes.Where(c => !c.IsAllowed)
            .Select(c => $"  {c.Subject}: {c.Difference}\n      {c.Effect}");
        return $"{dataDirectory} holds state that this pipeline can't carry on:\n{string.Join('\n', refused)}";
    }
}
