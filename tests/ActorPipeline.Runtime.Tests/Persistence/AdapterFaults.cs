using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.TestKit.Journals;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>
/// A node's view of a journal that two nodes have: one writer at a time, commits that wait, replies that are lost.
/// </summary>
internal sealed class AdapterFaults(IJournal inner, Lock writers)
    : JournalDecorator(inner, ownsInner: false), IJournalFaults
{
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private int _lostReplies;
    private int _lostWrites;

    public void Freeze() => _open.Reset();

    public void Thaw() => _open.Set();

    public void LoseReply() => Interlocked.Increment(ref _lostReplies);

    public void LoseWrite() => Interlocked.Increment(ref _lostWrites);

    public override void Commit(CommitGroup group)
    {
        _open.Wait();
        if (group.Shards.Count > 0 && Take(ref _lostWrites))
        {
            throw new JournalException("the connection is lost", JournalFault.Unavailable);
        }

        lock (writers)
        {
            Inner.Commit(group);
        }

        if (group.Shards.Count > 0 && Take(ref _lostReplies))
        {
            throw new JournalException("the reply is lost", JournalFault.Unavailable);
        }
    }

    public override ShardHead OpenShard(ShardId shard)
    {
        lock (writers)
        {
            return Inner.OpenShard(shard);
        }
    }

    public override ShardHead ImportShard(ShardId shard, long afterSequence)
    {
        lock (writers)
        {
            return Inner.ImportShard(shard, afterSequence);
        }
    }

    public override void WriteValue(string name, ReadOnlySpan<byte> value)
    {
        lock (writers)
        {
            Inner.WriteValue(name, value);
        }
    }

    private static bool Take(ref int count)
    {
        if (Volatile.Read(ref count) == 0)
        {
            return false;
        }

        Interlocked.Decrement(ref count);
        return true;
    }
}
