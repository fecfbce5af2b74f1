using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Events;

/// <summary>
/// Goes through the events of all shards, each shard in the order of its commits, from a position on; only what is
/// committed. Old events and new ones are read in the same way, so none is lost or doubled in between. One thread at a
/// time.
/// </summary>
public sealed class EventCursor<TEvent>
    where TEvent : notnull
{
    private const int BlocksAtOnce = 16;

    private readonly IJournal _journal;
    private readonly BlockHistory<TEvent> _history;
    private readonly ShardId[] _shards;
    private readonly ShardPosition[] _next;
    private readonly CommitNotice _notice;
    private readonly TimeProvider _time;
    private readonly TimeSpan _poll;
    private readonly EventPosition? _until;
    private Task _committed = Task.CompletedTask;
    private int _turn;

    internal EventCursor(
        IJournal journal, BlockHistory<TEvent> history, EventPosition from, int shardCount, CommitNotice notice,
        TimeProvider time, TimeSpan poll, ShardId? only = null, EventPosition? until = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        if (from.ShardCount > shardCount)
        {
            throw new ArgumentException(
                $"the position is of a pipeline with at least {from.ShardCount} shards, not {shardCount}",
                nameof(from));
        }

        (_journal, _history, _notice, _time, _poll, _until) = (journal, history, notice, time, poll, until);
        _shards = only is { } one ? [one] : [.. Enumerable.Range(0, shardCount).Select(i => new ShardId(i))];
        _next = [.. Enumerable.Range(0, shardCount).Select(i => from[new ShardId(i)])];
    }

    /// <summary>Behind all that was read.</summary>
    public EventPosition Position
    {
        get
        {
            var position = EventPosition.Start;
            for (var i = _next.Length - 1; i >= 0; i--)
            {
                position = _next[i] == default ? position : position.With(new ShardId(i), _next[i]);
            }

            return position;
        }
    }

    /// <summary>Ends with the first commit of this process after the last <see cref="Read"/> began.</summary>
    internal Task Committed => _committed;

    /// <summary>
    /// Reads events of one shard, of a few commits, in order; of another shard next time. Empty: there are no more for
    /// now, in no shard.
    /// </summary>
    /// <exception cref="EventsTrimmedException">Events from the position on are not there any more.</exception>
    /// <exception cref="EventsAheadException">The journal does not come up to the position.</exception>
    /// <exception cref="JournalException">The journal can't be read; the same may work later.</exception>
    public IReadOnlyList<StoredEvent<TEvent>> Read()
    {
        _committed = _notice.Next;
        for (var tried = 0; tried < _shards.Length; tried++)
        {
            var shard = _shards[_turn];
            _turn = (_turn + 1) % _shards.Length;
            var head = _journal.ReadHead(shard);
            for (; LastOf(shard, head) >= _next[shard.Value].Commit; head = _journal.ReadHead(shard))
            {
                if (ReadShard(shard, head) is { Count: > 0 } events)
                {
                    return events;
                }
            }

            if (_next[shard.Value].Commit > head.Sequence + 1)
            {
                throw new EventsAheadException(shard, _next[shard.Value], head.Sequence);
            }
        }

        return [];
    }

    /// <summary>Ends when there may be more than the last <see cref="Read"/> found.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var committed = _committed.WaitAsync(done.Token);
        var delay = Task.Delay(_poll, _time, done.Token);
        await Task.WhenAny(committed, delay).ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>The last commit that is read: the head's, or the one before where the cursor ends.</summary>
    private long LastOf(ShardId shard, ShardHead head) =>
        _until is null ? head.Sequence : Math.Min(head.Sequence, _until[shard].Commit - 1);

    /// <summary>
    /// Reads events of a shard up to its head, of which at least one commit was not read yet, and moves on.
    /// </summary>
    private List<StoredEvent<TEvent>> ReadShard(ShardId shard, ShardHead head)
    {
        var from = _next[shard.Value];
        RefuseTrimmed(shard, from, head);
        var events = new List<StoredEvent<TEvent>>();
        var (blocks, last, end) = (0, from.Commit, LastOf(shard, head));
        try
        {
            _journal.ReadEvents(shard, Math.Max(from.Commit, 1) - 1, BlocksAtOnce, (commit, block) =>
            {
                blocks++;
                if (commit <= end)
                {
                    _history.Read(shard, commit, block, commit == from.Commit ? from.Index : 0, events);
                    last = commit;
                }
            });
        }
        catch (FormatDamageException damage)
        {
            throw EventStore.Damaged(_journal, shard, damage);
        }

        // What was trimmed while it was read may be missing among what was read.
        RefuseTrimmed(shard, from, _journal.ReadHead(shard));
        _next[shard.Value] = new ShardPosition((blocks < BlocksAtOnce ? end : last) + 1, 0);
        return events;
    }

    private static void RefuseTrimmed(ShardId shard, ShardPosition from, ShardHead head)
    {
        var after = EventStore.HistoryAfter(shard, head, out var isRetained);
        if (Math.Max(from.Commit, 1) <= after)
        {
            throw new EventsTrimmedException(shard, from, after, isRetained);
        }
    }
}
