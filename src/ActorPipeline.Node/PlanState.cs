using ActorPipeline.Journal;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Plan;
using ActorPipeline.Sql;

namespace ActorPipeline.Node;

/// <summary>The plan that the state in a data directory was made by.</summary>
internal static class PlanState
{
    /// <summary>What an operator can do about a plan that is refused.</summary>
    public const string WaysOn =
        "Ways on: --data-dir DIR keeps that state and starts beside it; --fresh removes it and starts over; "
        + "or undo the change.";

    /// <summary>What a file's plan changes of the state that there is; null where there is no state.</summary>
    /// <exception cref="JournalException">The journal can't be read.</exception>
    public static IReadOnlyList<PlanChange>? Changes(PipelineFile file)
    {
        if (!JournalAccess.Exists(file.Journal, file.DataDirectory))
        {
            return null;
        }

        try
        {
            using var state = StoppedState.Open(file);
            return PlanIdentity.ChangesIn(state.Journal, file.Plan);
        }
        catch (JournalException e) when (e.Fault == JournalFault.Held)
        {
            // A run has it: what is committed can be looked at beside it, and is sound, else it would not run.
            using var view = JournalAccess.Look(file.Journal, file.DataDirectory, file.Plan.Name);
            return PlanIdentity.ChangesIn(view.Reads, file.Plan);
        }
    }
}
