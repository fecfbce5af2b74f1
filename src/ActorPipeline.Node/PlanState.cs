using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Sql;

namespace ActorPipeline.Node;

/// <summary>The plan that the state in a data directory was made by.</summary>
internal static class PlanState
{
    /// <summary>What a plan changes of the state in a data directory; null where there is no state.</summary>
    /// <exception cref="JournalException">The directory is in use, or the journal can't be read.</exception>
    public static IReadOnlyList<PlanChange>? Changes(string directory, PipelinePlan plan)
    {
        if (!File.Exists(Path.Combine(directory, SqliteJournal.FileName)))
        {
            return null;
        }

        using var held = DataDirectory.Open(directory);
        using var journal = SqliteJournal.Open(directory);
        return Changes(journal, plan);
    }

    /// <summary>What a plan changes of a journal's state; null where there is no state.</summary>
    public static IReadOnlyList<PlanChange>? Changes(IJournal journal, PipelinePlan plan) =>
        journal.ReadValue(PlanIdentity.JournalValue) is { } json
            ? PlanIdentity.Of(plan).ChangesFrom(PlanIdentity.Parse(json))
            : null;
}
