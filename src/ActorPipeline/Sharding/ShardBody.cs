using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Sharding;

/// <summary>
/// All that a shard rebuilds when it restarts: the actors with their state, and what is known of their snapshots.
/// </summary>
internal sealed class ShardBody
{
    public ShardBody(ShardId id, PipelinePlan plan, StateLayout layout, IShardProgram program, IPageReader pages)
    {
        Program = program;
        Actors = new ActorTable(id, program, pages);
        Events = new EventBatch(layout.EventTypes);
        Loader = new EventLoader(Events, Actors, Births);
        Snapshots = new SnapshotPolicy(plan);
    }

    public IShardProgram Program { get; }

    public ActorTable Actors { get; }

    /// <summary>What is being applied.</summary>
    public EventBatch Events { get; }

    public EventLoader Loader { get; }

    /// <summary>Ordinals of actors that are not journaled yet.</summary>
    public List<int> Births { get; } = [];

    public SnapshotPolicy Snapshots { get; }
}
