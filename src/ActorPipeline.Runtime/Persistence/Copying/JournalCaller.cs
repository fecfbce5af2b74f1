using ActorPipeline.Journal;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Persistence.Copying;

/// <summary>Asks a journal's actor, and waits for it on the caller's thread, as an operator's command does.</summary>
/// <param name="journal">Takes <see cref="JournalProtocol"/>.</param>
/// <param name="description">What an operator knows it by.</param>
/// <param name="wayOn">What to do when what failed is mended.</param>
internal sealed class JournalCaller(IActorRef journal, string description, string wayOn)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <summary>The answer that is wanted.</summary>
    /// <exception cref="JournalException">There was another one, or none.</exception>
    public T Ask<T>(object message)
    {
        object answer;
        try
        {
            answer = journal.Ask<object>(message, _patience).GetAwaiter().GetResult();
        }
        catch (AskTimeoutException)
        {
            throw new JournalException(
                $"{description} has not answered for {_patience.TotalSeconds:0} s. Look after the database, and "
                + $"{wayOn}.", JournalFault.Unavailable);
        }

        return answer switch
        {
            T wanted => wanted,
            Failed failed => throw Again(failed.Cause, failed.Fault),
            ValueFailed failed => throw Again(failed.Cause, failed.Fault),
            Unknown unknown => throw Again(unknown.Cause, unknown.Fault),
            _ => throw Again($"{description}: somebody else writes to it", JournalFault.Held),
        };
    }

    private JournalException Again(string cause, JournalFault fault) =>
        new($"{cause}. When that is mended, {wayOn}.", fault);
}
