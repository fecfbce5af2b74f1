using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>
/// Decides what a shard does next: apply what it was given, close what is due, wake what the node's time has made due,
/// cut a commit, start over after a failure. It has no thread, no clock and no queue but what it was given: whoever
/// runs it calls <see cref="Next"/> until that is idle, and again when anything has come.
/// </summary>
internal sealed class ShardDriver(Shard shard, PageInbox pages)
{
    private const int MostRequestsAtOnce = 1024;

    private readonly Queue<ShardLogEntry> _entries = new();
    private readonly Queue<ActorRequest> _requests = new();
    private readonly List<ActorRequest> _taken = [];
    private bool _isEntryBegun;
    private bool _isCutDue;
    private bool _isClosing = true;
    private bool _isAsked;
    private bool _areRecordsNext = true;
    private bool _isHurried;
    private bool _isDraining;
    private bool _isResting;
    private bool _isRestarting;
    private int _failures;

    /// <summary>The shard.</summary>
    public Shard Shard => shard;

    /// <summary>Pages of it that are fetched.</summary>
    public PageInbox Pages => pages;

    /// <summary>Batches and news that wait.</summary>
    public int Waiting => _entries.Count;

    /// <summary>Requests that wait.</summary>
    public int WaitingRequests => _requests.Count + _taken.Count;

    /// <summary>
    /// Whether all that it was given is applied, committed and delivered, so far as it was told; then only time, or
    /// something new, can give it work.
    /// </summary>
    public bool IsQuiet => _entries.Count == 0 && WaitingRequests == 0 && !shard.HasProgress && !shard.IsDown
        && !shard.HasCondemned && shard.IsCommitted && shard.HasAllDrafts && !shard.MayClose;

    /// <summary>Whether the run ends.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>Whether there is something to commit that no tick has asked for yet.</summary>
    public bool WantsTick => shard.HasProgress && !_isCutDue;

    /// <summary>Whether nothing is done before pages have come.</summary>
    public bool IsStarved { get; private set; }

    /// <inheritdoc />
    public override string ToString() => string.Join(
        ' ', $"entries={_entries.Count} requests={WaitingRequests}", $"progress={shard.HasProgress}",
        $"committed={shard.IsCommitted}", $"drafts={shard.HasAllDrafts}", $"down={shard.IsDown} resting={_isResting}");

    /// <summary>Gives it a batch, whose rows for this shard are to be applied.</summary>
    public void Add(RoutedBatch batch) => _entries.Enqueue(new ShardLogEntry(batch, null));

    /// <summary>Gives it news of time.</summary>
    public void Add(Punctuation news) => _entries.Enqueue(new ShardLogEntry(null, news));

    /// <summary>Gives it a message to one of its actors.</summary>
    public void Add(ActorRequest request) => _requests.Enqueue(request);

    /// <summary>The commit interval is over: what there is, is to be cut.</summary>
    public void OnTick() => _isCutDue = true;

    /// <summary>The pause after a failure is over.</summary>
    public void OnRested() => _isResting = false;

    /// <summary>The input is read: from now on commits do not wait for more of it.</summary>
    public void Hurry() => _isHurried = true;

    /// <summary>
    /// The run ends: all is to be applied and cut. What the node's time makes due is left for the next run: who wakes
    /// himself again and again would never let this one end.
    /// </summary>
    public void Drain() => (_isHurried, _isDraining) = (true, true);

    /// <summary>Does one piece of work.</summary>
    /// <param name="nowUs">The node's time, microseconds since 1970.</param>
    public ShardStep Next(long nowUs)
    {
        IsStarved &= pages.IsWaiting;
        if (_isResting || _isRestarting || IsStarved || !shard.HasDraft)
        {
            return ShardStep.Idle;
        }

        shard.SetTime(nowUs);
        try
        {
            var step = shard.IsDown ? Restart() : Advance(nowUs);
            _failures = step.Kind is ShardStepKind.Idle or ShardStepKind.Resting ? _failures : 0;
            return step;
        }
        catch (JournalException fault) when (fault.IsTransient)
        {
            // Nothing of what was tried has happened: it is tried again.
            return pages.IsWaiting ? Starve() : RestAfter(_failures + 1, fault.Message);
        }
    }

    /// <summary>What was begun comes first: nothing closes between a record's failure and its next try.</summary>
    private ShardStep Advance(long nowUs) => Condemn() ?? (_isEntryBegun ? TakeEntry() : null)
        ?? (_taken.Count > 0 ? TakeRequests() : null)
        ?? Close() ?? WakeDue(nowUs) ?? CutIfDue() ?? Take() ?? ShardStep.Idle;

    /// <summary>
    /// Brings the shard back after a failure: commits what is sound, waits for that, rebuilds it, and lets it rest a
    /// little before it tries again.
    /// </summary>
    private ShardStep Restart()
    {
        if (shard.HasProgress)
        {
            return ShardStep.Cut(shard.Cut()!);
        }

        if (!shard.IsCommitted)
        {
            return ShardStep.Idle;
        }

        pages.Clear();
        _isRestarting = true;
        return ShardStep.Restart;
    }

    /// <summary>The shard has been rebuilt.</summary>
    public ShardStep OnRestarted()
    {
        shard.EndRestart();
        (_isRestarting, _isClosing) = (false, true);
        return shard.HasMoreToTry && !shard.HasCondemned
            ? RestAfter(
                shard.FailedAttempts + 1, $"an actor of shard {shard.Id} that failed, to try again: {shard.Failure}")
            : ShardStep.Worked;
    }

    /// <summary>Waits for the pages that what was begun needs.</summary>
    private ShardStep Starve()
    {
        IsStarved = true;
        return ShardStep.Idle;
    }

    private ShardStep? Condemn()
    {
        if (!shard.HasCondemned)
        {
            return null;
        }

        shard.Condemn();
        return ShardStep.Worked;
    }

    private ShardStep RestAfter(int failures, string reason)
    {
        (_failures, _isResting) = (failures, true);
        return ShardStep.Resting(Backoff.Delay(failures), reason);
    }

    /// <summary>Goes on closing after an entry; a commit that gets large is cut in between.</summary>
    private ShardStep? Close()
    {
        if (!_isClosing && !shard.MayClose)
        {
            return null;
        }

        if (!shard.CloseDue())
        {
            return CutUnlessDown();
        }

        _isClosing = false;
        return null;
    }

    /// <summary>Does what the time of the node has made due.</summary>
    private ShardStep? WakeDue(long nowUs)
    {
        if (_isDraining)
        {
            return null;
        }

        if (!shard.Wake(nowUs))
        {
            return CutUnlessDown();
        }

        // What has woken may have set a timer of event time that is due.
        return shard.MayClose ? ShardStep.Worked : null;
    }

    private ShardStep CutUnlessDown() => shard.IsDown ? ShardStep.Worked : ShardStep.Cut(shard.Cut()!);

    /// <summary>
    /// Cuts a commit when its time has come, or when it is large. A journal that is slower than the interval gets
    /// larger commits, not more of them. Where somebody waits for an answer, its time has come as soon as the journal
    /// is free.
    /// </summary>
    private ShardStep? CutIfDue()
    {
        var isLast = _isHurried && _entries.Count == 0 && WaitingRequests == 0;
        var isDue = (_isCutDue || isLast || (_isAsked && shard.IsCommitted)) && shard.HasSpareDraft;
        if (!isDue && !shard.IsDraftFull)
        {
            return null;
        }

        if (isDue)
        {
            (_isCutDue, _isAsked) = (false, false);
        }

        return shard.Cut() is { } draft ? ShardStep.Cut(draft) : null;
    }

    /// <summary>Requests and records by turns: neither waits for as long as there are any of the other.</summary>
    private ShardStep? Take()
    {
        _areRecordsNext = !_areRecordsNext;
        return _areRecordsNext ? TakeEntry() ?? TakeRequests() : TakeRequests() ?? TakeEntry();
    }

    private ShardStep? TakeEntry()
    {
        if (!_entries.TryPeek(out var entry))
        {
            return null;
        }

        _isEntryBegun = true;
        if (entry.News is { } news)
        {
            shard.Apply(news);
        }
        else if (Apply(entry.Batch!) is { } step)
        {
            return step;
        }

        _entries.Dequeue();
        (_isEntryBegun, _isClosing) = (false, true);
        return entry.Batch is { } done ? ShardStep.Applied(done) : ShardStep.Worked;
    }

    /// <summary>Applies a batch; null when it is, else it stays the next one.</summary>
    private ShardStep? Apply(RoutedBatch batch)
    {
        var upTo = shard.ExpectPages(batch);
        if (pages.IsWaiting)
        {
            return Starve();
        }

        if (!shard.Apply(batch, upTo))
        {
            // It is tried again as soon as the shard is back.
            return ShardStep.Worked;
        }

        if (upTo == batch.Records.RowCount)
        {
            return null;
        }

        // Its rows need more pages than are to be in memory at once: those that were used may leave with a commit.
        (_isEntryBegun, _isCutDue) = (false, true);
        return ShardStep.Worked;
    }

    private ShardStep? TakeRequests()
    {
        while (_taken.Count < MostRequestsAtOnce && _requests.TryDequeue(out var request))
        {
            _taken.Add(request);
        }

        if (_taken.Count == 0)
        {
            return null;
        }

        var count = shard.ExpectPages(_taken);
        if (pages.IsWaiting)
        {
            return Starve();
        }

        // Those at which an actor fails are not tried again: whoever sent them is told.
        shard.Apply(count == _taken.Count ? _taken : _taken.GetRange(0, count));
        _taken.RemoveRange(0, count);
        (_isAsked, _isClosing) = (true, true);
        return ShardStep.Worked;
    }
}
