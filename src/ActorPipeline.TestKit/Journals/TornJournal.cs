using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.TestKit.Journals;

/// <summary>A journal that can write half of a commit.</summary>
internal sealed class TornJournal(IJournal inner) : IJournal
{
    /// <summary>Whether the next commit of a shard is torn; false again when that has happened.</summary>
    public bool IsTorn { get; set; }

    public string Description => inner.Description;

    public byte[]? ReadValue(string name) => inner.ReadValue(name);

    public void WriteValue(string name, ReadOnlySpan<byte> value) => inner.WriteValue(name, value);

    public ShardHead OpenShard(ShardId shard) => inner.OpenShard(shard);

    public ShardHead ReadHead(ShardId shard) => inner.ReadHead(shard);

    public void ReadPageIndex(ShardId shard, PageIndexReader reader) => inner.ReadPageIndex(shard, reader);

    public bool ReadPage(ShardId shard, int page, ByteArena state) => inner.ReadPage(shard, page, state);

    public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
        inner.ReadEvents(shard, afterSequence, reader);

    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader) =>
        inner.ReadOutbox(kind, shard, afterSequence, reader);

    public SinkAck ReadSink(OutboxKind kind, int shardCount) => inner.ReadSink(kind, shardCount);

    public void Commit(CommitGroup group)
    {
        var isTorn = IsTorn && group.Shards.Count > 0;
        inner.Commit(isTorn ? Tear(group) : group);
        IsTorn &= !isTorn;
    }

    public void Dispose() => inner.Dispose();

    /// <summary>The shards up to the one in the middle, which is cut in two; nothing of the rest.</summary>
    private static CommitGroup Tear(CommitGroup group)
    {
        var torn = new CommitGroup();
        var last = group.Shards.Count / 2;
        for (var i = 0; i < last; i++)
        {
            torn.Shards.Add(group.Shards[i]);
        }

        torn.Shards.Add(Half(group.Shards[last]));
        return torn;
    }

    private static ShardCommit Half(ShardCommit whole) => new()
    {
        Shard = whole.Shard,
        Epoch = whole.Epoch,
        Sequence = whole.Sequence,
        Head = whole.Events.IsEmpty ? whole.Head[..(whole.Head.Length / 2)] : whole.Head,
        Events = whole.Events[..(whole.Events.Length / 2)],
    };
}
