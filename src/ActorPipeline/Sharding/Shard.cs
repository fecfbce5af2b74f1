using System.Buffers.Binary;
using System.Collections.Concurrent;
using ActorPipeline.Actors;
using ActorPipeline.Hosting;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>
/// A single-threaded owner of actors. Its loop gives it batches and punctuations in each partition's order; it applies
/// what it has not applied yet, and now and then the loop cuts what happened since the last cut into a commit.
/// </summary>
public sealed class Shard : IPageReader
{
    /// <summary>Commits of a shard that may exist at once: one being filled, the others on their way.</summary>
    public const int DraftCount = 3;

    private const string RejectedDetail =
        "its actor has as many open windows as engine.max-windows-per-key allows; the record was not applied";

    private readonly PipelinePlan _plan;
    private readonly int _planVersion;
    private readonly IJournal _journal;
    private readonly ActorTable _actors;
    private readonly IShardProgram _program;
    private readonly EventBatch _events;
    private readonly EventFrames _frames = new();
    private readonly SnapshotPolicy _snapshots;
    private readonly EventLoader _loader;

    // The one that came back last is used first: its memory has grown to what a commit needs.
    private readonly ConcurrentStack<CommitDraft> _free = new();

    private readonly List<int> _births = [];
    private readonly List<int> _rejected = [];
    private ShardHeadState _head = new();
    private ShardHead? _claimed;
    private CommitDraft? _draft;
    private bool _hasProgress;
    private long _epoch;
    private long _committed;
    private PartitionProgress[] _durable = [];
    private long _closedAtUs = Router.NoWatermarkUs;
    private int _closeFrom;

    /// <summary>A shard of a pipeline; <see cref="Claim"/> and <see cref="Open"/> come next.</summary>
    public Shard(ShardId id, PipelinePlan plan, StateLayout layout, IShardProgram program, IJournal journal)
    {
        ArgumentNullException.ThrowIfNull(layout);
        (Id, _plan, _journal) = (id, plan, journal);
        _program = program;
        _planVersion = layout.Version;
        _actors = new ActorTable(id, _program, this);
        _events = new EventBatch(layout.EventTypes);
        _loader = new EventLoader(_events, _actors, _births);
        _snapshots = new SnapshotPolicy(plan);
    }

    /// <summary>Which shard it is.</summary>
    public ShardId Id { get; }

    /// <summary>The last commit that was cut.</summary>
    public long Sequence { get; private set; }

    /// <summary>Positions, watermarks and counters, including what is not committed yet.</summary>
    public ShardHeadState Head => _head;

    /// <summary>Actors that exist.</summary>
    public int ActorCount => _actors.Count;

    /// <summary>The actors; for tests that compare states.</summary>
    internal ActorTable Actors => _actors;

    /// <summary>Whether a commit can be begun: its memory has come back from the outbox.</summary>
    public bool HasDraft => _draft is not null || !_free.IsEmpty;

    /// <summary>Whether the commit in the making should be cut whatever the time.</summary>
    public bool IsDraftFull => _draft is not null && _draft.Bytes > _plan.Engine.CommitBytes;

    /// <summary>Whether there is anything to commit.</summary>
    public bool HasProgress => _hasProgress;

    /// <summary>Takes the shard: fences its former owners. One shard at a time.</summary>
    public void Claim() => _claimed = _journal.OpenShard(Id);

    /// <summary>
    /// Rebuilds the claimed shard's state from snapshots and events; several shards may do so at once.
    /// </summary>
    public void Open(int partitions)
    {
        var head = _claimed ?? throw new InvalidOperationException($"shard {Id} is opened before it is claimed");
        var recovery = new ShardRecovery(Id, _journal, _actors, _program, _frames, _snapshots);
        try
        {
            recovery.Run(head);
        }
        catch (JournalException fault) when (fault.Fault == JournalFault.Corrupt)
        {
            ThrowIfTakenOver();
            throw;
        }

        (_epoch, Sequence, _committed, _head) = (head.Epoch, head.Sequence, head.Sequence, recovery.Head);
        _head.EnsurePartitions(partitions, isNewShard: head.Sequence == 0);
        _durable = _head.Partitions.ToArray();
        for (var i = 0; i < DraftCount; i++)
        {
            _free.Push(new CommitDraft(this, _plan, _planVersion));
        }
    }

    /// <summary>Applies the shard's rows of a batch, less those that it has applied before.</summary>
    public void Apply(RoutedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var records = batch.Records;
        ref var progress = ref _head.Partitions[records.Partition.Value];
        if (records.To <= progress.Position || batch.IngestEpoch < progress.IngestEpoch)
        {
            return;
        }

        var draft = Draft();
        _loader.Load(batch, Id, progress.Position);
        if (_events.Count > 0)
        {
            ApplyEvents(batch, draft);
        }

        if (IsHomeOf(records.Partition))
        {
            CountAtHome(batch, progress.Position, draft);
        }

        progress.Position = records.To;
        progress.IngestEpoch = batch.IngestEpoch;
        progress.WatermarkUs = Math.Max(progress.WatermarkUs, batch.WatermarkUs);
        progress.IsIdle = false;
        _head.IsEndOfInput = false;
        _hasProgress = true;
        Advance();
    }

    /// <summary>Applies news of time.</summary>
    public void Apply(Punctuation news)
    {
        ArgumentNullException.ThrowIfNull(news);
        ref var progress = ref _head.Partitions[news.Partition.Value];
        progress.WatermarkUs = Math.Max(progress.WatermarkUs, news.WatermarkUs);
        progress.IsIdle = news.IsIdle;
        _hasProgress = true;
        if (news.IsEndOfInput)
        {
            _head.EndInput(news.WatermarkUs, hasFinalResults: _plan.Window is WindowSpec.Global);
        }

        Advance();
    }

    /// <summary>
    /// Closes what is due, page by page, until nothing is or the commit in the making is large enough.
    /// </summary>
    /// <returns>Whether nothing is due any more; else the loop cuts and calls again.</returns>
    public bool CloseDue()
    {
        for (; _closeFrom < _actors.PageCount; _closeFrom++)
        {
            if (_actors.DueUs(_closeFrom) > _head.WatermarkUs)
            {
                continue;
            }

            if (IsDraftFull)
            {
                return false;
            }

            Close(_closeFrom, isEndOfInput: false);
        }

        for (; _head.FinalPage < _actors.PageCount; _head.FinalPage++)
        {
            if (IsDraftFull)
            {
                return false;
            }

            Close(_head.FinalPage, isEndOfInput: true);
        }

        _head.FinalPage = ShardHeadState.NoFinalPage;
        return true;
    }

    /// <summary>
    /// Cuts a commit, if anything happened and <see cref="HasDraft"/>; the caller sees to it that commits are journaled
    /// in this order.
    /// </summary>
    public CommitDraft? Cut()
    {
        if (!_hasProgress)
        {
            return null;
        }

        var draft = Draft();
        var sequence = Sequence + 1;
        var eventBytes = draft.HasEvents ? draft.Events.Length : 0L;
        foreach (var page in _snapshots.Choose(_actors, eventBytes))
        {
            draft.AddPage(page, (index, state) => _actors.WriteSnapshot(page, sequence, _planVersion, index, state));
        }

        if (eventBytes > 0)
        {
            _snapshots.OnEvents(sequence, eventBytes);
        }

        var trim = _snapshots.Trim(Math.Min(_actors.OldestDirty(), sequence + 1));
        _head.Counters += new PipelineCounters(0, 0, 0, 0, draft.Results.Batch.RowCount);
        draft.End(Id, _epoch, sequence, _head, trim);
        Sequence = sequence;
        _draft = null;
        _hasProgress = false;
        _snapshots.Passivate(_actors, Volatile.Read(ref _committed));
        return draft;
    }

    /// <summary>What is committed of each partition. May be asked by any thread.</summary>
    public ReadOnlySpan<PartitionProgress> Durable => Volatile.Read(ref _durable);

    /// <summary>A commit is on disk. Called by the journal's thread.</summary>
    public void OnCommitted(CommitDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        Volatile.Write(ref _committed, draft.Commit.Sequence);
        Volatile.Write(ref _durable, draft.Partitions);
    }

    /// <summary>A commit's memory is free again. Called by the outbox's thread.</summary>
    public void Return(CommitDraft draft) => _free.Push(draft);

    /// <inheritdoc />
    public bool ReadPage(int page, ByteArena blob) => _journal.ReadPage(Id, page, blob);

    /// <inheritdoc />
    public void ThrowIfTakenOver()
    {
        if (_journal.ReadHead(Id).Epoch != _claimed!.Epoch)
        {
            throw new JournalException(
                $"shard {Id} was taken over by another process (epoch {_claimed.Epoch} is past); this one must not go "
                + "on", JournalFault.Held);
        }
    }

    private bool IsHomeOf(PartitionId partition)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, partition.Value);
        return KeyHash.ShardOf(KeyHash.Compute(bytes), _plan.ShardCount) == Id.Value;
    }

    private CommitDraft Draft()
    {
        if (_draft is null)
        {
            if (!_free.TryPop(out _draft))
            {
                throw new InvalidOperationException($"shard {Id} has no draft; the loop must ask HasDraft first");
            }

            _draft.Begin(Id);
        }

        return _draft;
    }

    private void ApplyEvents(RoutedBatch batch, CommitDraft draft)
    {
        if (_births.Count > 0)
        {
            _frames.WriteBirths(draft.Events, _births, _actors);
        }

        foreach (var page in _loader.Pages)
        {
            _actors.Touch(page, Sequence + 1);
        }

        _rejected.Clear();
        _program.ApplyBatch(_events, _rejected);
        if (_rejected.Count > 0)
        {
            Reject(batch, draft);
        }

        if (_events.Count > 0)
        {
            _frames.WriteRecords(draft.Events, _events);
        }

        _head.Counters += new PipelineCounters(0, _events.Count, 0, _rejected.Count, 0);
    }

    private void Reject(RoutedBatch batch, CommitDraft draft)
    {
        foreach (var @event in _rejected)
        {
            var row = _loader.RowOf(@event);
            var records = batch.Records;
            draft.DeadLetters.Add(
                records.Partition, records.PositionOf(row), DeadReason.Rejected, RejectedDetail, records.RowBytes(row));
        }

        _events.Remove(_rejected);
    }

    /// <summary>
    /// Counts what came in, was filtered or died before it reached a shard: exactly once, because it is done by one
    /// shard, in the commit that moves that shard's position past it.
    /// </summary>
    private void CountAtHome(RoutedBatch batch, long from, CommitDraft draft)
    {
        var records = batch.Records;
        var (total, filtered, dead) = (records.RowCount, records.FilteredCount, 0);
        if (records.From < from)
        {
            (total, filtered) = (0, 0);
            for (var row = 0; row < records.RowCount; row++)
            {
                var isNew = records.PositionOf(row) >= from;
                total += isNew ? 1 : 0;
                filtered += isNew && records.Status[row] == RowStatus.Filtered ? 1 : 0;
            }
        }

        foreach (var letter in records.DeadRows)
        {
            var position = records.PositionOf(letter.Row);
            if (position >= from)
            {
                dead++;
                draft.DeadLetters.Add(
                    records.Partition, position, letter.Reason, letter.Detail, records.RowBytes(letter.Row));
            }
        }

        _head.Counters += new PipelineCounters(total, 0, filtered, dead, 0);
    }

    private void Advance()
    {
        var before = _closedAtUs;
        _head.AdvanceWatermark();
        if (_head.WatermarkUs > before)
        {
            _closedAtUs = _head.WatermarkUs;
            _closeFrom = 0;
        }
    }

    private void Close(int page, bool isEndOfInput)
    {
        var draft = Draft();
        var keys = _actors.Resident(page);
        _program.ClosePage(page, _head.WatermarkUs, isEndOfInput, draft.Results, keys);
        EventFrames.WriteClose(draft.Events, page, _head.WatermarkUs, isEndOfInput);
        _actors.Touch(page, Sequence + 1);
        _hasProgress = true;
    }
}
