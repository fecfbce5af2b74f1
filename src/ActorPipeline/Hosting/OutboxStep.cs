using ActorPipeline.Journal;
using ActorPipeline.Sharding;
using ActorPipeline.Sinks;

namespace ActorPipeline.Hosting;

/// <summary>
/// Delivers committed rows to the sinks, in commit order of each shard, and now and then makes them durable there and
/// tells the journal. A sink that fails is opened anew, for ever, with backoff.
/// </summary>
internal sealed class OutboxStep(
    IReadOnlyList<Shard> shards,
    SinkDriver results,
    SinkDriver deadLetters,
    JournalStep journal,
    TimeSpan flushInterval,
    TimeProvider clock,
    RunState run,
    int queueCapacity) : IStep, IDisposable
{
    private readonly SinkDriver[] _sinks = [results, deadLetters];
    private readonly bool[] _isOpen = new bool[2];
    private WorkQueue<CommitDraft>? _queue;
    private CommitDraft? _current;
    private long _lastFlushAt = clock.GetTimestamp();
    private long _failedAt;
    private int _failures;

    public string Name => "outbox";

    public Signal Wake { get; } = new();

    public WorkQueue<CommitDraft> Queue => _queue ??= new WorkQueue<CommitDraft>(queueCapacity, Wake);

    /// <summary>Wakes the loop of a shard whose draft has come back.</summary>
    public Action<Shard>? OnReturned { get; set; }

    /// <summary>Takes over a committed draft.</summary>
    public void Deliver(CommitDraft draft) => Queue.Write(draft);

    /// <summary>Opens the sinks; for the start, when a fault should end the run rather than be waited for.</summary>
    public void Open()
    {
        for (var i = 0; i < _sinks.Length; i++)
        {
            _sinks[i].Open(shard => shards[shard].Sequence);
            _sinks[i].JournalFirstState();
            _sinks[i].Redeliver();
            _isOpen[i] = true;
        }
    }

    public StepResult Step()
    {
        if (_failures > 0 && clock.GetElapsedTime(_failedAt) < Backoff.Delay(_failures))
        {
            return StepResult.Waiting;
        }

        // A sink goes back to what the journal says of it. That must be the last that the sink has said itself.
        if (_isOpen.Contains(false) && journal.HasAcks)
        {
            return StepResult.Waiting;
        }

        try
        {
            Reopen();

            // A sink that is always busy is flushed all the same.
            var worked = FlushIfDue() || DeliverNext();
            if (_failures > 0)
            {
                run.SetWait(Name, null);
                _failures = 0;
            }

            return worked ? StepResult.Worked
                : _sinks.Any(s => s.IsDirty) ? StepResult.Waiting
                : StepResult.Drained;
        }
        catch (SinkException fault) when (fault.IsTransient)
        {
            return WaitAfter(fault);
        }
        catch (JournalException fault) when (fault.IsTransient)
        {
            return WaitAfter(fault);
        }
    }

    public void Dispose()
    {
        foreach (var sink in _sinks)
        {
            sink.Dispose();
        }
    }

    private StepResult WaitAfter(Exception fault)
    {
        _failures++;
        _failedAt = clock.GetTimestamp();
        Array.Clear(_isOpen);
        run.SetWait(Name, fault.Message);
        return StepResult.Waiting;
    }

    private void Reopen()
    {
        for (var i = 0; i < _sinks.Length; i++)
        {
            if (!_isOpen[i])
            {
                _sinks[i].Open(_ => long.MaxValue);
                _sinks[i].Redeliver();
                _isOpen[i] = true;
            }
        }
    }

    private bool DeliverNext()
    {
        if (_current is null && !Queue.TryRead(out _current!))
        {
            return false;
        }

        var (commit, draft) = (_current.Commit, _current);
        results.Write(commit.Shard, commit.Sequence, draft.Results.Batch);
        deadLetters.Write(commit.Shard, commit.Sequence, draft.DeadLetters.Batch);
        run.CountDead(draft.DeadLetters.Reasons);
        _current = null;
        draft.Owner.Return(draft);
        OnReturned?.Invoke(draft.Owner);
        return true;
    }

    private bool FlushIfDue()
    {
        var isLast = run.Phase >= RunPhase.DrainingOutbox && _current is null && Queue.Count == 0;
        var isDue = isLast || clock.GetElapsedTime(_lastFlushAt) >= flushInterval;
        if (!isDue || !_sinks.Any(s => s.IsDirty))
        {
            return false;
        }

        foreach (var sink in _sinks)
        {
            if (sink.IsDirty)
            {
                journal.Acknowledge(sink.Flush());
            }
        }

        _lastFlushAt = clock.GetTimestamp();
        return true;
    }
}
