using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Persistence.Copying;

/// <summary>
/// Starts the state of a pipeline over in a journal that can't be deleted as a file can: every shard is claimed, which
/// fences whoever still writes, and begins anew; the named values are emptied. A reset that was not finished is
/// marked: nothing runs on it until another one is.
/// </summary>
internal static class JournalReset
{
    /// <summary>Starts over, where there is anything.</summary>
    /// <param name="journal">The journal, to be read.</param>
    /// <param name="writer">Its actor; it takes <see cref="JournalProtocol"/>.</param>
    /// <param name="shardCount">Shards of the plan that is to run; the state may be one of more.</param>
    /// <returns>Whether there was any state.</returns>
    /// <exception cref="JournalException">The journal can't be read or written.</exception>
    public static bool Run(IJournal journal, IActorRef writer, int shardCount)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var former = journal.ReadValue(PlanIdentity.JournalValue) is { } plan ? PlanIdentity.Parse(plan).Shards : 0;
        if (PipelineValues.Names.Append(JournalMark.JournalValue).All(name => journal.ReadValue(name) is null))
        {
            return false;
        }

        var calls = new JournalCaller(writer, journal.Description, "run it again with --fresh");
        calls.Ask<ValueWritten>(new WriteValue(JournalMark.JournalValue, JournalMark.Removing));
        for (var i = 0; i < Math.Max(former, shardCount); i++)
        {
            calls.Ask<Claimed>(new Import(new ShardId(i), 0));
        }

        foreach (var name in PipelineValues.Names.Append(JournalMark.JournalValue))
        {
            calls.Ask<ValueWritten>(new WriteValue(name, default));
        }

        return true;
    }
}
