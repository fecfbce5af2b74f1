namespace ActorPipeline.Journal;

/// <summary>Commits of several shards, at most one a shard, and sinks' progress, for one transaction.</summary>
public sealed class CommitGroup
{
    /// <summary>The shards' commits, in order of shard.</summary>
    public IList<ShardCommit> Shards { get; } = [];

    /// <summary>Progress of sinks since the last group.</summary>
    public IList<SinkAck> Acks { get; } = [];
}
