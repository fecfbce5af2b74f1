using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>
/// A single-threaded owner of aggregates. It is given batches and punctuations in each partition's order, and applies
/// what it has not applied yet; now and then what happened since the last cut is cut into a commit. What comes next is
/// decided by its <see cref="ShardDriver"/>.
/// </summary>
internal sealed partial class Shard : IPageReader
{
    /// <summary>Commits of a shard that may exist at once: one being filled, the other on its way.</summary>
    public const int DraftCount = 2;

    private readonly PipelinePlan _plan;
    private readonly int _planVersion;
    private readonly IJournal _journal;
    private readonly Func<ShardBody> _createBody;
    private readonly EventFrames _frames = new();
    private readonly Supervisor _supervisor;
    private readonly Queue<CommitDraft> _free = new();
    private readonly ShardOutput _output = new();
    private readonly RecordBytes _keyOf;
    private readonly WatermarkCursor _watermarks = new();
    private readonly List<int> _rejected = [];
    private ShardBody _body;
    private ShardHeadState _head = new();
    private ShardHead? _claimed;
    private CommitDraft? _draft;
    private bool _hasProgress;
    private long _epoch;
    private long _committed;
    private long _closedAtUs = Router.NoWatermarkUs;
    private int _closeFrom;
    private RoutedBatch? _applying;
    private ActorFaultException? _condemned;
    private DueWork _failedWork;

    /// <summary>A shard of a pipeline; <see cref="Claim"/> and <see cref="Open"/> come next.</summary>
    /// <param name="id">Which shard.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="layout">What the plan's events and state look like.</param>
    /// <param name="createProgram">Makes what the actors run, without state; again after a failure.</param>
    /// <param name="journal">The journal.</param>
    public Shard(
        ShardId id, PipelinePlan plan, StateLayout layout, Func<IShardProgram> createProgram, IJournal journal)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(layout);
        (Id, _plan, _journal) = (id, plan, journal);
        _planVersion = layout.Version;
        _createBody = () => new ShardBody(id, plan, layout, createProgram(), this)
        {
            Events = { WatermarkAt = WatermarkAt, ClockAt = ClockAt, RecordOf = RecordOf, PositionOf = PositionOf },
        };
        _body = _createBody();
        _keyOf = ordinal => _body.Actors.Resident(ordinal >> ActorPage.Shift).KeyOf(ordinal & ActorPage.Mask);
        _supervisor = new Supervisor(plan.Engine.MaxAttempts);
    }

    /// <summary>Which shard it is.</summary>
    public ShardId Id { get; }

    /// <summary>The epoch under which it was opened.</summary>
    public long Epoch => _epoch;

    /// <summary>The last commit that was cut.</summary>
    public long Sequence { get; private set; }

    /// <summary>Positions, watermarks and counters, including what is not committed yet.</summary>
    public ShardHeadState Head => _head;

    /// <summary>Actors that exist.</summary>
    public int ActorCount => _body.Actors.Count;

    /// <summary>The actors; for tests that compare states.</summary>
    internal ActorTable Actors => _body.Actors;

    /// <summary>What the actors run; for tests that compare states.</summary>
    internal IShardProgram Program => _body.Program;

    /// <summary>Whether a commit can be begun: its memory has come back from the outbox.</summary>
    public bool HasDraft => _draft is not null || _free.Count > 0;

    /// <summary>Whether the next commit can be begun as soon as this one is cut.</summary>
    public bool HasSpareDraft => _free.Count > 0;

    /// <summary>Whether the commit in the making should be cut whatever the time.</summary>
    public bool IsDraftFull => _draft is { IsFull: true };

    /// <summary>Whether <see cref="CloseDue"/> may have something to do.</summary>
    public bool MayClose => _closeFrom < _body.Actors.PageCount;

    /// <summary>Whether there is anything to commit.</summary>
    public bool HasProgress => _hasProgress;

    /// <summary>
    /// Whether an actor has failed: what is sound is cut and committed; then the shard is restarted.
    /// </summary>
    public bool IsDown => _supervisor.IsDown;

    /// <summary>Why the shard failed last, and how often in a row; null when all is well.</summary>
    public string? Failure => _supervisor.Failure;

    /// <summary>Failures in a row of the same record, or of what closes.</summary>
    public int FailedAttempts => _supervisor.Attempts;

    /// <summary>Whether what failed is tried again, which a pause may help.</summary>
    public bool HasMoreToTry => _supervisor.HasMoreToTry;

    /// <summary>Whether there are pages in which something may be due by the watermark.</summary>
    public bool HasDue => _closeFrom < _body.Actors.PageCount;

    /// <summary>Whether all that was cut is committed.</summary>
    public bool IsCommitted => _committed == Sequence;

    /// <summary>Takes the shard: fences its former owners. One shard at a time.</summary>
    public void Claim() => _claimed = _journal.OpenShard(Id);

    /// <summary>
    /// Rebuilds the claimed shard's state from snapshots and events; several shards may do so at once.
    /// </summary>
    public void Open(int partitions)
    {
        var head = _claimed ?? throw new InvalidOperationException($"shard {Id} is opened before it is claimed");
        (_epoch, Sequence, _committed) = (head.Epoch, head.Sequence, head.Sequence);
        _head = Recover(head);
        _head.Retain(_plan.Engine.RetainEvents, head.Sequence);
        _body.Actors.FindNextAlarm();
        _head.EnsurePartitions(partitions, isNewShard: head.Sequence == 0);
        for (var i = 0; i < DraftCount; i++)
        {
            _free.Enqueue(new CommitDraft(_plan, _planVersion));
        }
    }

    /// <summary>Rebuilds a shard that is down, all that it cut being committed.</summary>
    public void Restart()
    {
        ThrowIfTakenOver();
        var (head, partitions) = (_journal.ReadHead(Id), _head.Partitions.Length);
        _body.Program.Abandon(new ReplyLostException(_supervisor.Cause!));
        _body = _createBody();
        _head = Recover(head);
        _head.Retain(_plan.Engine.RetainEvents, head.Sequence);
        _head.EnsurePartitions(partitions, isNewShard: head.Sequence == 0);
        (_closedAtUs, _closeFrom) = (Router.NoWatermarkUs, 0);
        _body.Actors.FindNextAlarm();
        Advance();
        _supervisor.OnRestarted();
        if (_condemned is { } fault)
        {
            Condemn(fault);
        }
    }

    /// <summary>
    /// Not before this time of the node is anything due by it, microseconds since 1970; the greatest for never.
    /// </summary>
    public long NextAlarmUs => _body.Actors.NextAlarmUs;

    /// <summary>Whether all commits that were cut have come back from where they were delivered.</summary>
    public bool HasAllDrafts => _free.Count + (_draft is null ? 0 : 1) == DraftCount;

    /// <summary>Says what time it is at the node, microseconds since 1970: what delays are counted from.</summary>
    public void SetTime(long nowUs) => _output.NowUs = nowUs;

    /// <summary>Applies news of time.</summary>
    public void Apply(Punctuation news)
    {
        ArgumentNullException.ThrowIfNull(news);
        ref var progress = ref _head.Partitions[news.Partition.Value];
        progress.WatermarkUs = Math.Max(progress.WatermarkUs, news.WatermarkUs);
        if (progress.IsIdle && !news.IsIdle)
        {
            // What comes back is counted in where time is here, and holds it from now on.
            progress.WatermarkUs = Math.Max(progress.WatermarkUs, _head.WatermarkUs);
        }

        progress.IsIdle = news.IsIdle;
        _hasProgress = true;
        if (news.IsEndOfInput)
        {
            _head.EndInput(news.WatermarkUs, hasFinalResults: _plan.HasFinalResults);
        }

        Advance();
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
        var trim = IsDown ? 0 : Snapshot(draft, sequence, eventBytes);
        _head.Counters += new PipelineCounters(0, 0, 0, 0, draft.Results.Batch.RowCount);
        draft.End(Id, _epoch, sequence, _head, trim, _frames.Columns);
        Sequence = sequence;
        _draft = null;
        _hasProgress = false;
        _body.Snapshots.OnCut(sequence, _output.NowUs);
        if (!IsDown)
        {
            _body.Snapshots.Passivate(_body.Actors, _committed);
        }

        return draft;
    }

    /// <summary>A commit is on disk.</summary>
    public void OnCommitted(CommitDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        _committed = draft.Commit.Sequence;
    }

    /// <summary>A commit's memory is free again: it is committed, and its rows are delivered.</summary>
    public void Return(CommitDraft draft) => _free.Enqueue(draft);

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

    /// <summary>Stops the actor that failed at what is due as often as it may; then that is due no more.</summary>
    private void Condemn(ActorFaultException fault)
    {
        var page = fault.Ordinal >> ActorPage.Shift;
        _body.Actors.Resident(page);
        _body.Program.Condemn(fault.Ordinal, $"its Apply threw: {_supervisor.Failure}", BeginOutput(Draft()));
        _body.Actors.Touch(page, Sequence + 1);
        (_hasProgress, _condemned) = (true, null);
        _supervisor.OnHealed();
    }

    private ShardHeadState Recover(ShardHead head)
    {
        try
        {
            return _body.Recover(_journal, _frames, head);
        }
        catch (JournalException fault) when (fault.Fault == JournalFault.Corrupt)
        {
            ThrowIfTakenOver();
            throw;
        }
    }

    private CommitDraft Draft()
    {
        if (_draft is null)
        {
            if (!_free.TryDequeue(out _draft))
            {
                throw new InvalidOperationException($"shard {Id} has no draft; the loop must ask HasDraft first");
            }

            _draft.Begin(Id);
        }

        return _draft;
    }

    /// <summary>
    /// Adds to a commit the snapshots that are due; returns the last commit whose events are to be removed, because
    /// snapshots cover them; 0 for none.
    /// </summary>
    private long Snapshot(CommitDraft draft, long sequence, long eventBytes)
    {
        var (actors, snapshots) = (_body.Actors, _body.Snapshots);
        foreach (var page in snapshots.Choose(actors, eventBytes))
        {
            draft.AddPage(page, (index, state) => actors.WriteSnapshot(page, sequence, _planVersion, index, state));
        }

        if (eventBytes > 0)
        {
            snapshots.OnEvents(sequence, eventBytes);
        }

        var covered = snapshots.Trim(Math.Min(actors.OldestDirty(), sequence + 1));
        return covered > 0 ? _head.Cover(covered) : 0;
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
}
