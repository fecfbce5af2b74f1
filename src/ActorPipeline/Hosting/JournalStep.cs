using ActorPipeline.Events;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Sharding;

namespace ActorPipeline.Hosting;

/// <summary>
/// Commits drafts of all loops in groups, one transaction a group, at most one draft a shard in it, together with the
/// sinks' progress. A journal that is away is tried again for ever; after each failure the shards' heads are read
/// first, because the commit may have happened although its reply was lost.
/// </summary>
internal sealed class JournalStep(IJournal journal, TimeProvider clock, RunState run, int queueCapacity) : IStep
{
    private readonly List<CommitDraft> _group = [];
    private readonly List<CommitDraft> _waiting = [];
    private readonly CommitGroup _commit = new();
    private readonly Lock _ackLock = new();
    private readonly List<SinkAck> _acks = [];
    private readonly HashSet<ShardId> _inGroup = [];
    private WorkQueue<CommitDraft>? _queue;
    private bool _isCommittingAcks;
    private int _failures;
    private long _failedAt;

    public string Name => "journal";

    public Signal Wake { get; } = new();

    public WorkQueue<CommitDraft> Queue => _queue ??= new WorkQueue<CommitDraft>(queueCapacity, Wake);

    /// <summary>Wakes those who wait for commits.</summary>
    public CommitNotice Committed { get; } = new();

    /// <summary>Where committed drafts go.</summary>
    public OutboxStep? Outbox { get; set; }

    /// <summary>Figures for benchmarks and progress.</summary>
    public CommitMeter Meter { get; } = new(clock);

    /// <summary>
    /// Whether progress of a sink waits to be committed; the journal's own note of it is out of date then.
    /// </summary>
    public bool HasAcks
    {
        get
        {
            lock (_ackLock)
            {
                return _isCommittingAcks || _acks.Count > 0;
            }
        }
    }

    public void Submit(CommitDraft draft) => Queue.Write(draft);

    /// <summary>Adds a sink's progress to the next commit.</summary>
    public void Acknowledge(SinkAck ack)
    {
        lock (_ackLock)
        {
            _acks.RemoveAll(a => a.Kind == ack.Kind);
            _acks.Add(ack);
        }

        Wake.Set();
    }

    public StepResult Step()
    {
        if (_failures > 0 && clock.GetElapsedTime(_failedAt) < Backoff.Delay(_failures))
        {
            return StepResult.Waiting;
        }

        if (_group.Count == 0 && _commit.Acks.Count == 0 && !Collect())
        {
            return StepResult.Drained;
        }

        try
        {
            Commit();
            _failures = 0;
            run.SetWait(Name, null);
            return StepResult.Worked;
        }
        catch (JournalException fault) when (fault.IsTransient)
        {
            _failures++;
            _failedAt = clock.GetTimestamp();
            run.SetWait(Name, fault.Message);
            return StepResult.Waiting;
        }
    }

    private bool Collect()
    {
        _inGroup.Clear();
        for (var i = 0; i < _waiting.Count;)
        {
            if (_inGroup.Add(_waiting[i].Commit.Shard))
            {
                _group.Add(_waiting[i]);
                _waiting.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }

        while (Queue.TryRead(out var draft))
        {
            (_inGroup.Add(draft.Commit.Shard) ? _group : _waiting).Add(draft);
        }

        lock (_ackLock)
        {
            foreach (var ack in _acks)
            {
                _commit.Acks.Add(ack);
            }

            _acks.Clear();
            _isCommittingAcks = _commit.Acks.Count > 0;
        }

        return _group.Count > 0 || _commit.Acks.Count > 0;
    }

    private void Commit()
    {
        _group.Sort((a, b) => a.Commit.Shard.Value.CompareTo(b.Commit.Shard.Value));
        if (_failures > 0)
        {
            RemoveWhatHappened();
        }

        _commit.Shards.Clear();
        foreach (var draft in _group)
        {
            _commit.Shards.Add(draft.Commit);
        }

        var startedAt = clock.GetTimestamp();
        journal.Commit(_commit);
        Meter.OnCommit(_group, startedAt);
        _commit.Acks.Clear();
        lock (_ackLock)
        {
            _isCommittingAcks = false;
        }

        foreach (var draft in _group)
        {
            if (draft.Commit.Outcome == CommitOutcome.Fenced)
            {
                throw new JournalException(
                    $"shard {draft.Commit.Shard} was taken over by another process (epoch {draft.Commit.Epoch} is past)"
                    + "; this one must not go on", JournalFault.Held);
            }

            Done(draft);
        }

        _group.Clear();
        Committed.Set();
    }

    /// <summary>Takes out of the group what an earlier try has committed after all.</summary>
    private void RemoveWhatHappened()
    {
        foreach (var draft in _group.ToArray())
        {
            var head = journal.ReadHead(draft.Commit.Shard);
            if (head.Epoch == draft.Commit.Epoch && head.Sequence == draft.Commit.Sequence)
            {
                _group.Remove(draft);
                Done(draft);
            }
        }
    }

    private void Done(CommitDraft draft)
    {
        draft.Owner.OnCommitted(draft);
        draft.DeliverOutcomes();
        Outbox!.Deliver(draft);
    }
}
