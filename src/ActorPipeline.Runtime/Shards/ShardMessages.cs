using System.Collections.Immutable;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Sharding;

namespace ActorPipeline.Runtime.Shards;

/// <summary>To the pipeline: a shard is rebuilt.</summary>
/// <param name="Shard">Which.</param>
/// <param name="Epoch">Its owner's epoch.</param>
/// <param name="Sequence">Its last commit.</param>
/// <param name="Head">What that said.</param>
/// <param name="Sinks">By kind of outbox, how far its sink got with the shard.</param>
internal sealed record Recovered(
    ShardId Shard, long Epoch, long Sequence, ShardHeadState Head, ImmutableArray<SinkProgress> Sinks);

/// <summary>To a shard that is rebuilt: whom it talks to.</summary>
internal sealed record Serve(ShardSettings Settings);

/// <summary>To the shards: the sinks have all that was committed, and work may begin.</summary>
internal sealed record SinksReady
{
    public static SinksReady Instance { get; } = new();
}

/// <summary>A batch, whose rows for the shard are to be applied. In one process all shards share it.</summary>
internal sealed record Slice(RoutedBatch Batch);

/// <summary>News of time.</summary>
internal sealed record News(Punctuation Punctuation);

/// <summary>The commit interval is over.</summary>
internal sealed record CommitTick
{
    public static CommitTick Instance { get; } = new();
}

/// <summary>Something is due by the time of the node.</summary>
internal sealed record Alarm
{
    public static Alarm Instance { get; } = new();
}

/// <summary>The pause after a failure is over.</summary>
internal sealed record Rested
{
    public static Rested Instance { get; } = new();
}

/// <summary>To itself: the journal is to be asked again.</summary>
internal sealed record AskAgain(JournalProtocol.IShardRequest Request);

/// <summary>It is time to look for actors that have nothing to do.</summary>
internal sealed record LookForIdle
{
    public static LookForIdle Instance { get; } = new();
}

/// <summary>There is more to do.</summary>
internal sealed record GoOn
{
    public static GoOn Instance { get; } = new();
}

/// <summary>All input is read: commits do not wait for more of it.</summary>
internal sealed record Hurry
{
    public static Hurry Instance { get; } = new();
}

/// <summary>The run ends: apply, commit and hand on what there is, and say <see cref="Drained"/>.</summary>
internal sealed record Drain
{
    public static Drain Instance { get; } = new();
}

/// <summary>Nothing is left at a stage.</summary>
internal sealed record Drained
{
    public static Drained Instance { get; } = new();
}
