using ActorPipeline.Journal;
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

    /// <summary>What a plan changes of the state in a data directory; null where there is no state.</summary>
    /// <exception cref="JournalException">The journal can't be read.</exception>
    public static IReadOnlyList<PlanChange>? Changes(string directory, PipelinePlan plan)
    {
        if (!File.Exists(Path.Combine(directory, SqliteJournal.FileName)))
        {
            return null;
        }

        try
        {
            using var held = DataDirectory.Open(directory);
            using var journal = SqliteJournal.Open(directory);
            return PlanIdentity.ChangesIn(journal, plan);
        }
        catch (JournalException e) when (e.Fault == JournalFault.Held)
        {
            // A run has it: what is committed can be looked at beside it, and is sound, else it would not run.
            using var view = SqliteJournal.OpenForReading(directory);
            return PlanIdentity.ChangesIn(view, plan);
        }
    }
}
