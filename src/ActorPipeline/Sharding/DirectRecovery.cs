using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Sharding;

/// <summary>
/// Feeds a shard's recovery and pages from a journal that is read directly, by tools that look at it, and by tests.
/// </summary>
internal sealed class DirectRecovery(IJournal journal, ShardId shard) : IPageReader
{
    private readonly ByteArena _blob = new();
    private ShardHead? _claimed;

    /// <summary>A shard that is claimed and opened, whose pages are read as they are needed.</summary>
    public static Shard Open(
        ShardId shard, PipelinePlan plan, StateLayout layout, Func<IShardProgram> createProgram, IJournal journal,
        int partitions)
    {
        var recovery = new DirectRecovery(journal, shard);
        var opened = new Shard(shard, plan, layout, createProgram, recovery);
        recovery.Claim();
        recovery.Open(opened, partitions);
        return opened;
    }

    /// <summary>Fences the former owners.</summary>
    public void Claim() => _claimed = journal.OpenShard(shard);

    /// <summary>Opens a shard that is claimed, and whose pages are read by this.</summary>
    public void Open(Shard opened, int partitions)
    {
        var head = _claimed!;
        try
        {
            var recovery = opened.BeginRecovery(
                head.Epoch, head.Sequence, head.State, null, journal.Description);
            Feed(recovery, opened.EventsAfter);
        }
        catch (JournalException fault) when (fault.Fault == JournalFault.Corrupt)
        {
            ThrowIfTakenOver();
            throw;
        }

        opened.EndRecovery(partitions);
    }

    /// <summary>Gives a recovery all that it needs; how it ends is the caller's.</summary>
    public void Feed(ShardRecovery recovery, long eventsAfter)
    {
        journal.ReadPageIndex(shard, (page, sequence, index) => recovery.AddPage(page, sequence, index.ToArray()));
        foreach (var (sequence, block) in journal.CopyEvents(shard, eventsAfter))
        {
            recovery.Replay(sequence, block);
        }
    }

    /// <inheritdoc />
    public ReadOnlyMemory<byte>? ReadPage(int page) =>
        journal.ReadPage(shard, page, _blob) ? _blob.WrittenMemory : null;

    /// <inheritdoc />
    public void ThrowIfTakenOver()
    {
        if (_claimed is { } mine && journal.ReadHead(shard).Epoch != mine.Epoch)
        {
            throw Shard.TakenOver(shard, mine.Epoch);
        }
    }
}
