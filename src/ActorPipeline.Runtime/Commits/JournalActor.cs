using ActorPipeline.Events;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Sharding;
using Akka.Actor;

namespace ActorPipeline.Runtime.Commits;

/// <summary>
/// Commits what the shards of the node have cut, and the sinks' progress, in groups: one transaction a group, at most
/// one commit a shard in it. What comes while a transaction runs is the next group. A journal that is away is tried
/// again for ever; after each failure the shards' heads are read first, because the commit may have happened although
/// its reply was lost.
/// </summary>
internal sealed class JournalActor : EngineActor
{
    private readonly IJournal _journal;
    private readonly CommitMeter _meter;
    private readonly CommitNotice _committed;
    private readonly TimeProvider _clock;
    private readonly List<(CommitDraft Draft, IActorRef Shard)> _group = [];
    private readonly List<(CommitDraft Draft, IActorRef Shard)> _waiting = [];
    private readonly List<(SinkAck Ack, IActorRef Sink)> _acks = [];
    private readonly List<IActorRef> _sinks = [];
    private readonly HashSet<ShardId> _inGroup = [];
    private readonly CommitGroup _commit = new();
    private bool _isFlushing;
    private int _failures;

    public JournalActor(
        IJournal journal, CommitMeter meter, CommitNotice committed, TimeProvider clock, RunMonitor run)
        : base(run)
    {
        (_journal, _meter, _committed, _clock) = (journal, meter, committed, clock);
    }

    public static Props Props(
        IJournal journal, CommitMeter meter, CommitNotice committed, TimeProvider clock, RunMonitor run) =>
        Akka.Actor.Props.Create<JournalActor>(journal, meter, committed, clock, run)
            .WithDispatcher(Dispatchers.Blocking);

    protected override void Handle(object message)
    {
        switch (message)
        {
            case Commit commit:
                _waiting.Add((commit.Draft, Sender));
                FlushSoon();
                break;
            case Acknowledge acknowledge:
                _acks.Add((acknowledge.Ack, Sender));
                FlushSoon();
                break;
            case Flush:
                _isFlushing = false;
                TryCommit();
                break;
            default:
                Unhandled(message);
                break;
        }

        _meter.Waiting = _waiting.Count + _group.Count;
    }

    /// <summary>What is sent to oneself stands behind all that has come: that is the group.</summary>
    private void FlushSoon()
    {
        if (!_isFlushing)
        {
            _isFlushing = true;
            Self.Tell(Flush.Instance);
        }
    }

    private void TryCommit()
    {
        Collect();
        if (_group.Count == 0 && _commit.Acks.Count == 0)
        {
            return;
        }

        try
        {
            CommitGroup();
        }
        catch (JournalException fault) when (fault.IsTransient)
        {
            _failures++;
            _isFlushing = true;
            Run.SetWait(Self.Path.Name, fault.Message);
            Timers.StartSingleTimer(nameof(Flush), Flush.Instance, Backoff.Delay(_failures));
            return;
        }

        _failures = 0;
        Run.SetWait(Self.Path.Name, null);
        if (_waiting.Count > 0 || _acks.Count > 0)
        {
            FlushSoon();
        }
    }

    /// <summary>A group that failed is tried again as it is.</summary>
    private void Collect()
    {
        if (_group.Count > 0 || _commit.Acks.Count > 0)
        {
            return;
        }

        _inGroup.Clear();
        for (var i = 0; i < _waiting.Count;)
        {
            if (_inGroup.Add(_waiting[i].Draft.Commit.Shard))
            {
                _group.Add(_waiting[i]);
                _waiting.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }

        foreach (var (ack, sink) in _acks)
        {
            _commit.Acks.Add(ack);
            _sinks.Add(sink);
        }

        _acks.Clear();
        _group.Sort((a, b) => a.Draft.Commit.Shard.Value.CompareTo(b.Draft.Commit.Shard.Value));
    }

    private void CommitGroup()
    {
        if (_failures > 0)
        {
            RemoveWhatHappened();
        }

        _commit.Shards.Clear();
        foreach (var (draft, _) in _group)
        {
            _commit.Shards.Add(draft.Commit);
        }

        var startedAt = _clock.GetTimestamp();
        _journal.Commit(_commit);
        _meter.OnCommit(_group, startedAt);
        _commit.Acks.Clear();
        foreach (var sink in _sinks)
        {
            sink.Tell(Acknowledged.Instance);
        }

        _sinks.Clear();
        foreach (var (draft, shard) in _group)
        {
            if (draft.Commit.Outcome == CommitOutcome.Fenced)
            {
                throw new JournalException(
                    $"shard {draft.Commit.Shard} was taken over by another process (epoch {draft.Commit.Epoch} is past)"
                    + "; this one must not go on", JournalFault.Held);
            }

            shard.Tell(new Committed(draft));
        }

        _group.Clear();
        _committed.Set();
    }

    /// <summary>Takes out of the group what an earlier try has committed after all.</summary>
    private void RemoveWhatHappened()
    {
        // Each is taken out as soon as that is known: the next head may be one that can't be read.
        foreach (var entry in _group.ToArray())
        {
            var commit = entry.Draft.Commit;
            var head = _journal.ReadHead(commit.Shard);
            if (head.Epoch == commit.Epoch && head.Sequence == commit.Sequence)
            {
                _group.Remove(entry);
                entry.Shard.Tell(new Committed(entry.Draft));
            }
        }
    }
}
