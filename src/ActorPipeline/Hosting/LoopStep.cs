using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Sharding;

namespace ActorPipeline.Hosting;

/// <summary>
/// A loop that owns some shards: applies entries to them in order, closes what is due, and cuts commits when it is
/// time, when one is large, or when the run drains.
/// </summary>
internal sealed class LoopStep(
    int number, BatchPool pool, JournalStep journal, EngineOptions engine, TimeProvider clock, RunState run,
    int queueCapacity, Signal wake, bool hasActors) : IStep
{
    private const int MaxRequests = 1024;

    private readonly List<Shard> _shards = [];
    private WorkQueue<ShardLogEntry>? _queue;
    private long _lastCutAt = clock.GetTimestamp();
    private bool _isClosing = true;
    private bool _isAsked;
    private ShardLogEntry _entry;
    private readonly List<ActorRequest> _requests = [];
    private int _nextShard = int.MaxValue;
    private long _failedAt;
    private int _failures;

    public string Name { get; } = $"loop-{number}";

    public Signal Wake => wake;

    public WorkQueue<ShardLogEntry> Queue => _queue ??= new WorkQueue<ShardLogEntry>(queueCapacity, wake);

    /// <summary>Messages to the loop's actors from inside the process.</summary>
    public Mailbox Mailbox { get; } = new(engine.MailboxSize, wake);

    /// <summary>The shards that the loop owns.</summary>
    public IList<Shard> Shards => _shards;

    public StepResult Step()
    {
        if (_failures > 0 && clock.GetElapsedTime(_failedAt) < Backoff.Delay(_failures))
        {
            return StepResult.Waiting;
        }

        foreach (var shard in _shards)
        {
            if (!shard.HasDraft)
            {
                return StepResult.Waiting;
            }
        }

        try
        {
            var result = Advance();
            if (_failures > 0 && result == StepResult.Worked)
            {
                _failures = 0;
                run.SetWait(Name, null);
            }

            return result;
        }
        catch (JournalException fault) when (fault.IsTransient)
        {
            // Nothing of what was tried has happened: it is tried again.
            return WaitAfter(_failures + 1, fault.Message);
        }
    }

    private StepResult Advance()
    {
        foreach (var shard in _shards)
        {
            if (shard.IsDown)
            {
                return Restart(shard);
            }
        }

        if (ApplyCurrent() || Close() || WakeDue() || CutIfDue() || TakeRequests() || TakeNext())
        {
            return StepResult.Worked;
        }

        return HasProgress() ? StepResult.Waiting : StepResult.Drained;
    }

    /// <summary>
    /// Brings a shard back whose actor has failed: commits what is sound, waits for that, rebuilds it, and lets it rest
    /// a little before it tries again.
    /// </summary>
    private StepResult Restart(Shard shard)
    {
        if (shard.HasProgress)
        {
            journal.Submit(shard.Cut()!);
            return StepResult.Worked;
        }

        if (!shard.IsCommitted)
        {
            return StepResult.Waiting;
        }

        shard.Restart();
        return WaitAfter(
            shard.FailedAttempts + 1, $"an actor of shard {shard.Id} that failed, to try again: {shard.Failure}");
    }

    private StepResult WaitAfter(int failures, string reason)
    {
        (_failures, _failedAt) = (failures, clock.GetTimestamp());
        run.SetWait(Name, reason);
        return StepResult.Waiting;
    }

    private bool HasProgress()
    {
        foreach (var shard in _shards)
        {
            if (shard.HasProgress)
            {
                return true;
            }
        }

        return false;
    }

    private bool HaveSpareDrafts()
    {
        foreach (var shard in _shards)
        {
            if (!shard.HasSpareDraft)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Goes on closing after an entry; a commit that gets large is cut in between.</summary>
    private bool Close()
    {
        if (!_isClosing)
        {
            return false;
        }

        foreach (var shard in _shards)
        {
            if (!shard.CloseDue())
            {
                if (!shard.IsDown)
                {
                    journal.Submit(shard.Cut()!);
                }

                return true;
            }
        }

        _isClosing = false;
        return false;
    }

    private bool CutIfDue()
    {
        // A journal that is slower than the interval gets larger commits, not more of them.
        var isEnding = run.IsInputRead || run.Phase >= RunPhase.DrainingLoops;
        var isDue = (clock.GetElapsedTime(_lastCutAt) >= engine.CommitInterval || (isEnding && Queue.Count == 0)
            || (_isAsked && journal.Queue.Count == 0)) && HaveSpareDrafts();
        var isCut = false;
        foreach (var shard in _shards)
        {
            if ((isDue || shard.IsDraftFull) && shard.Cut() is { } draft)
            {
                journal.Submit(draft);
                isCut = true;
            }
        }

        if (isDue)
        {
            _lastCutAt = clock.GetTimestamp();
            _isAsked = false;
        }

        return isCut;
    }

    private bool TakeNext()
    {
        if (!Queue.TryRead(out _entry))
        {
            return false;
        }

        _nextShard = 0;
        ApplyCurrent();
        return true;
    }

    /// <summary>Somebody waits for an answer, so the next commit is cut as soon as the journal is free.</summary>
    private bool TakeRequests()
    {
        if (!hasActors || Mailbox.Count == 0)
        {
            return false;
        }

        _requests.Clear();
        Mailbox.Read(_requests, MaxRequests);
        (_entry, _nextShard, _isAsked) = (new ShardLogEntry(null, null, _requests), 0, true);
        ApplyCurrent();
        return true;
    }

    /// <summary>
    /// Does what the time of the node has made due. A run that ends begins nothing new: it would be committed by
    /// chance.
    /// </summary>
    private bool WakeDue()
    {
        if (run.Phase >= RunPhase.DrainingLoops)
        {
            return false;
        }

        var nowUs = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        foreach (var shard in _shards)
        {
            if (!shard.Wake(nowUs))
            {
                if (!shard.IsDown)
                {
                    journal.Submit(shard.Cut()!);
                }

                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Applies the present entry to all shards that have not had it; where one fails, that is tried again later.
    /// </summary>
    private bool ApplyCurrent()
    {
        if (_nextShard >= _shards.Count)
        {
            return false;
        }

        for (; _nextShard < _shards.Count; _nextShard++)
        {
            var shard = _shards[_nextShard];
            if (_entry.News is { } news)
            {
                shard.Apply(news);
            }
            else if (!(_entry.Requests is { } requests ? shard.Apply(requests) : shard.Apply(_entry.Batch!)))
            {
                // Requests are not tried again; records are, as soon as the shard is back.
                _nextShard += _entry.Requests is null ? 0 : 1;
                return true;
            }
        }

        if (_entry.Batch is { } done && done.Release())
        {
            pool.Return(done);
        }

        _entry = default;
        _isClosing = true;
        return true;
    }
}
