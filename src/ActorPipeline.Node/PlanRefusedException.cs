using ActorPipeline.Plan;

namespace ActorPipeline.Node;

/// <summary>The data directory holds the state of a plan that this one can't carry on.</summary>
internal sealed class PlanRefusedException(string dataDirectory, IReadOnlyList<PlanChange> changes)
    : Exception(Describe(dataDirectory, changes))
{
    /// <summary>What an operator can do.</summary>
    public const string WaysOn =
        "Ways on: --data-dir DIR keeps that state and starts beside it; --fresh removes it and starts over; "
        + "or undo the change.";

    private static string Describe(string dataDirectory, IReadOnlyList<PlanChange> changes)
    {
        var refused = changes.Where(c => !c.IsAllowed)
            .Select(c => $"  {c.Subject}: {c.Difference}\n      {c.Effect}");
        return $"{dataDirectory} holds state that this file can't carry on:\n{string.Join('\n', refused)}\n"
            + WaysOn;
    }
}
