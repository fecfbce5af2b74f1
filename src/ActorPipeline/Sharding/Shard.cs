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
internal sealed partial class Shard
{
    /// <summary>Commits of a shard that may exist at once: one being filled, the other on its way.</summary>
    public const int DraftCount = 2;

    private readonly PipelinePlan _plan;
    private readonly int _planVersion;
    private readonly IPageReader _pages;
    private readonly Func<ShardBody> _createBody;
    private readonly EventFrames _frames = new();
    private readonly Supervisor _supervisor;
    private readonly Queue<CommitDraft> _free = new();
    private readonly ShardOutput _output = new();
    private readonly RecordBytes _keyOf;
    private readonly WatermarkCursor _watermarks = new();
    private readonly List<int> _rejected = [];
    private readonly Queue<(long Sequence, long Through)> _coverings = new();
    private ShardBody _body;
    private ShardHeadState _head = new();
    private ShardRecovery? _recovery;
    private CommitDraft? _draft;
    private bool _hasProgress;
    private long _committed;
    private long _pagesThrough;
    private bool _arePagesInCommits;
    private long _closedAtUs = Router.NoWatermarkUs;
    private int _closeFrom;
    private RoutedBatch? _applying;
    private ActorFaultException? _condemned;
    private DueWork _failedWork;

    /// <summary>A shard of a pipeline; <see cref="BeginRecovery"/> comes next.</summary>
    /// <param name="id">Which shard.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="layout">What the plan's events and state look like.</param>
    /// <param name="createProgram">Makes what the actors run, without state; again after a failure.</param>
    /// <param name="pages">Where snapshots of actors that are not in memory are read.</param>
    public Shard(
        ShardId id, PipelinePlan plan, StateLayout layout, Func<IShardProgram> createProgram, IPageReader pages)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(layout);
        (Id, _plan, _pages) = (id, plan, pages);
        _planVersion = layout.Version;
        _createBody = () => new ShardBody(id, plan, layout, createProgram(), pages)
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
    public long Epoch { get; private set; }

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

    /// <summary>Whether all that was cut is committed.</summary>
    public bool IsCommitted => _committed == Sequence;

    /// <summary>Recovery needs the events after this commit.</summary>
    internal long EventsAfter { get; private set; }

    /// <summary>Whether an actor is to be stopped at which what is due fails again and again.</summary>
    internal bool HasCondemned => _condemned is not null;

    /// <summary>Begins to rebuild a claimed shard's state, from what is fed to the recovery that is returned.</summary>
    /// <param name="epoch">The owner's epoch.</param>
    /// <param name="sequence">The last commit.</param>
    /// <param name="head">What the last commit said.</param>
    /// <param name="trimmedThrough">
    /// The journal has the events after this commit that no durable page covers; null where pages are durable with
    /// their commits: then the head itself may say what they cover.
    /// </param>
    /// <param name="journal">What an operator knows the journal by.</param>
    /// <exception cref="JournalException">The head is damaged.</exception>
    internal ShardRecovery BeginRecovery(
        long epoch, long sequence, ReadOnlyMemory<byte> head, long? trimmedThrough, string journal)
    {
        (Epoch, Sequence, _committed, _pagesThrough) = (epoch, sequence, sequence, sequence);
        _recovery = new ShardRecovery(Id, sequence, journal, _body, _frames);
        _head = _recovery.ReadHead(head);
        _arePagesInCommits = trimmedThrough is null;
        EventsAfter = Math.Max(trimmedThrough ?? 0, _head.CoveredThrough);
        return _recovery;
    }

    /// <summary>All is fed: the shard is open.</summary>
    /// <param name="partitions">Partitions of the source.</param>
    internal void EndRecovery(int partitions)
    {
        EndReplay();
        _head.Retain(_plan.Engine.RetainEvents, Sequence);
        _head.EnsurePartitions(partitions, isNewShard: Sequence == 0);
        for (var i = 0; i < DraftCount; i++)
        {
            _free.Enqueue(new CommitDraft(_plan, _planVersion));
        }
    }

    /// <summary>
    /// Begins to rebuild a shard that is down, all that it cut being committed. What its head says is sound: a failure
    /// leaves no trace in it.
    /// </summary>
    internal ShardRecovery BeginRestart(string journal)
    {
        _body.Program.Abandon(new ReplyLostException(_supervisor.Cause!));
        _body = _createBody();
        _coverings.Clear();
        EventsAfter = Math.Max(EventsAfter, _head.CoveredThrough);
        return _recovery = new ShardRecovery(Id, Sequence, journal, _body, _frames);
    }

    /// <summary>All is fed: the shard is up again.</summary>
    internal void EndRestart()
    {
        EndReplay();
        (_closedAtUs, _closeFrom) = (Router.NoWatermarkUs, 0);
        Advance();
        _supervisor.OnRestarted();
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
        draft.End(Id, Epoch, sequence, _head, trim, _frames.Columns);
        Sequence = sequence;
        _draft = null;
        _hasProgress = false;
        _body.Snapshots.OnCut(sequence, _output.NowUs);
        if (!IsDown)
        {
            _body.Snapshots.Passivate(_body.Actors, _pagesThrough);
        }

        return draft;
    }

    /// <summary>A commit is on disk.</summary>
    /// <param name="draft">The commit.</param>
    /// <param name="pagesThrough">The pages of commits up to this one are durable, and may leave memory.</param>
    internal void OnCommitted(CommitDraft draft, long pagesThrough)
    {
        ArgumentNullException.ThrowIfNull(draft);
        (_committed, _pagesThrough) = (draft.Commit.Sequence, Math.Max(_pagesThrough, pagesThrough));
    }

    /// <summary>A commit is on disk, with its pages.</summary>
    public void OnCommitted(CommitDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        OnCommitted(draft, draft.Commit.Sequence);
    }

    /// <summary>A commit's memory is free again: it is committed, and its rows are delivered.</summary>
    public void Return(CommitDraft draft) => _free.Enqueue(draft);

    /// <summary>Something is to be committed that is not the shard's own: the next cut is not in vain.</summary>
    internal void NoteProgress() => _hasProgress = true;

    /// <summary>What a shard says that another process has claimed.</summary>
    internal static JournalException TakenOver(ShardId shard, long epoch) => new(
        $"shard {shard} was taken over by another process (epoch {epoch} is past); this one must not go on",
        JournalFault.Held);

    /// <summary>Stops the actor at which what is due fails, and that has been tried as often as it may.</summary>
    internal void Condemn() => Condemn(_condemned!);

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

    private void EndReplay()
    {
        _recovery!.End();
        _recovery = null;
        _body.Actors.FindNextAlarm();
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
        if (covered > 0)
        {
            _coverings.Enqueue((sequence, covered));
        }

        // What a head says is believed before it is known whether pages that come after their commit have come.
        while (_coverings.TryPeek(out var covering) && (_arePagesInCommits || covering.Sequence <= _pagesThrough))
        {
            _head.Cover(_coverings.Dequeue().Through);
        }

        return _head.HistoryAfter is null ? covered : 0;
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
