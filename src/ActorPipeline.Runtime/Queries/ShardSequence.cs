using ActorPipeline.Events;

namespace ActorPipeline.Runtime.Queries;

/// <summary>
/// The place of an event in its shard as one number, as Akka.Persistence.Query has it: the commit in the upper 39 bits,
/// the event's number in the commit in the lower 24. It rises with each event, and there are gaps in it.
/// </summary>
public static class ShardSequence
{
    private const int IndexBits = 24;
    private const long MostIndex = (1L << IndexBits) - 1;

    /// <summary>The number of an event.</summary>
    /// <param name="commit">Its commit.</param>
    /// <param name="index">Its number in the commit, from 0.</param>
    /// <exception cref="OverflowException">The commit has more events than there are numbers.</exception>
    public static long Of(long commit, int index) => index <= MostIndex
        ? checked(commit * (MostIndex + 1)) + index
        : throw new OverflowException($"commit {commit} has more than {MostIndex + 1:N0} events");

    /// <summary>The place before the event with a number.</summary>
    public static ShardPosition PlaceOf(long number) =>
        number <= 0 ? default : new ShardPosition(number >> IndexBits, (int)(number & MostIndex));
}
