using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Sharding;

/// <summary>
/// Rebuilds a shard: the directory from the pages' index entries, then the events after each page's snapshot, applied
/// by the same code as live. Pages that the tail does not touch stay on disk.
/// </summary>
internal sealed class ShardRecovery(
    ShardId shard,
    IJournal journal,
    ActorTable actors,
    IShardProgram program,
    EventFrames frames,
    SnapshotPolicy snapshots)
{
    private readonly List<int> _covered = [];
    private readonly Dictionary<int, EventBatch> _events = [];

    /// <summary>The head's content, after <see cref="Run"/>.</summary>
    public ShardHeadState Head { get; private set; } = new();

    /// <summary>Rebuilds the shard as of its head.</summary>
    public void Run(ShardHead head)
    {
        var at = "the head";
        try
        {
            if (head.Sequence > 0)
            {
                Head = ShardHeadState.Read(
                    Envelope.Open(head.State.Span, BlobKind.Head, shard, head.Sequence, out _));
            }

            at = "the index of pages";
            journal.ReadPageIndex(shard, (page, sequence, index) =>
            {
                if (sequence > head.Sequence)
                {
                    throw new FormatDamageException($"page {page} is of commit {sequence}, after {head.Sequence}");
                }

                actors.AddPassivated(page, sequence, index);
            });
            foreach (var (sequence, block) in journal.CopyEvents(shard, Head.CoveredThrough))
            {
                at = $"event block {sequence}";
                Replay(sequence, block);
                snapshots.OnEvents(sequence, block.Length);
            }
        }
        catch (FormatDamageException damage)
        {
            throw new JournalException(
                $"{journal.Description}: {at} of shard {shard} is damaged: {damage.Message}; restore the data "
                + "directory from a backup, or start over with --fresh", JournalFault.Corrupt, damage);
        }

        actors.CollectFree();
    }

    private void Replay(long sequence, byte[] block)
    {
        var cursor = new ByteCursor(Envelope.Open(block, BlobKind.Events, shard, sequence, out var planVersion));
        while (!cursor.AtEnd)
        {
            var kind = (FrameKind)cursor.ReadByte();
            switch (kind)
            {
                case FrameKind.Births:
                    EventFrames.ReadBirths(ref cursor, (ordinal, hash, key) => Bear(sequence, ordinal, hash, key));
                    break;
                case FrameKind.Records:
                    frames.ReadRecords(ref cursor, EventsOf(planVersion));
                    ApplyRecords(sequence, planVersion);
                    break;
                case FrameKind.Close:
                    Close(
                        sequence, cursor.ReadCount(int.MaxValue >> ActorPage.Shift, "pages"), cursor.ReadSigned(),
                        cursor.ReadByte() != 0);
                    break;
                case FrameKind.Facts:
                    program.ReplayFacts(ref cursor, planVersion, ordinal => IsToBeApplied(ordinal, sequence));
                    break;
                case FrameKind.Named:
                    FactNames.Read(ref cursor, (_, _, _) => { });
                    break;
                default:
                    throw new FormatDamageException($"a frame of kind {(byte)kind} before offset {cursor.Offset}");
            }
        }
    }

    /// <summary>Whether a page's snapshot already holds the events of a commit.</summary>
    private bool IsCovered(int page, long sequence) =>
        page < actors.PageCount && actors.Slot(page).SnapshotSequence >= sequence;

    private void Bear(long sequence, int ordinal, ulong hash, ReadOnlySpan<byte> key)
    {
        var page = ordinal >> ActorPage.Shift;
        if (IsCovered(page, sequence))
        {
            return;
        }

        if (page > actors.PageCount)
        {
            throw new FormatDamageException($"actor {ordinal} is born in page {page}, there are {actors.PageCount}");
        }

        actors.EnsurePage(page);
        if (actors.Resident(page).IsLive(ordinal & ActorPage.Mask))
        {
            throw new FormatDamageException($"actor {ordinal} is born a second time");
        }

        actors.AddAt(ordinal, hash, key);
        actors.Touch(page, sequence);
    }

    /// <summary>
    /// Whether an actor's snapshot lacks the events of a commit; then its page is dirty, and resident.
    /// </summary>
    private bool IsToBeApplied(int ordinal, long sequence)
    {
        var page = ordinal >> ActorPage.Shift;
        if (IsCovered(page, sequence))
        {
            return false;
        }

        if (page >= actors.PageCount || !actors.Resident(page).IsLive(ordinal & ActorPage.Mask))
        {
            throw new FormatDamageException($"an event of actor {ordinal}, which was never born");
        }

        actors.Touch(page, sequence);
        return true;
    }

    private EventBatch EventsOf(int planVersion)
    {
        if (!_events.TryGetValue(planVersion, out var events))
        {
            events = new EventBatch(program.EventTypes(planVersion));
            _events.Add(planVersion, events);
        }

        return events;
    }

    private void ApplyRecords(long sequence, int planVersion)
    {
        var events = EventsOf(planVersion);
        _covered.Clear();
        for (var i = 0; i < events.Count; i++)
        {
            if (!IsToBeApplied(events.Ordinals[i], sequence))
            {
                _covered.Add(i);
            }
        }

        if (_covered.Count > 0)
        {
            events.Remove(_covered);
        }

        program.Replay(events, planVersion);
    }

    private void Close(long sequence, int page, long watermarkUs, bool isEndOfInput)
    {
        if (IsCovered(page, sequence))
        {
            return;
        }

        if (page >= actors.PageCount)
        {
            throw new FormatDamageException($"page {page} is closed, which never was");
        }

        program.ClosePage(page, watermarkUs, isEndOfInput, null, actors.Resident(page));
        actors.Touch(page, sequence);
    }
}
