using Akka.Actor;

namespace ActorPipeline.Runtime.Results;

/// <summary>Actors of one's own as the place where a pipeline's results go.</summary>
public static class ResultTarget
{
    private static readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Results go to an actor, or to a shard region of one's own, in the actor system that hosts the pipeline: each
    /// as a <see cref="CommittedResult"/>, in order of its shard, at least once. Who answers by
    /// <see cref="CommittedResult.Ack"/> gets it no more; the pipeline's progress is in its journal, so after a crash
    /// it goes on with what was not answered. Some are on their way at a time; while the actor does not answer, the
    /// pipeline waits, and says so.
    /// </summary>
    /// <param name="actor">The actor.</param>
    /// <param name="longestSilence">
    /// How long it may answer nothing before what it has not answered is sent again; 5 s if nothing is said.
    /// </param>
    public static ResultTargetSpec Actor(IActorRef actor, TimeSpan? longestSilence = null)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var silence = longestSilence ?? _longestSilence;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(silence, TimeSpan.Zero, nameof(longestSilence));
        return new ResultTargetSpec(actor, silence);
    }
}
