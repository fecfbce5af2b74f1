using ActorPipeline.Plan;

namespace ActorPipeline.Actors;

/// <summary>Makes what a shard runs, and what it is told.</summary>
internal interface IProgramFactory
{
    /// <summary>A program without state.</summary>
    IShardProgram Create(PipelinePlan plan, StateHistory history);

    /// <summary>
    /// A request with a message of which only its type at run time is known; null where that is another one.
    /// </summary>
    ActorRequest? CreateRequest(
        ulong hash, byte[] key, object message, long? expectedVersion, IRequester? requester);
}
