using System.Collections.Immutable;
using ActorPipeline.Journal;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Sharding;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Shards;

/// <summary>
/// The commits of a shard on their way to the journal, one at a time, in order; with the sinks' progress, which goes
/// with the next that is sent.
/// </summary>
internal sealed class CommitLane(Shard shard)
{
    private readonly Queue<CommitDraft> _cut = new();
    private readonly Dictionary<OutboxKind, (SinkProgress Progress, IActorRef Sink)> _progress = [];
    private readonly List<IActorRef> _told = [];

    /// <summary>What is on its way; null for nothing.</summary>
    public Commit? Sent { get; private set; }

    /// <summary>
    /// Whether the one on its way was sent again: that it is not the next any more may mean that it has happened since
    /// the head was read.
    /// </summary>
    public bool IsSentAgain { get; set; }

    /// <summary>A commit was cut.</summary>
    public void Add(CommitDraft draft) => _cut.Enqueue(draft);

    /// <summary>A sink has got this far; it is told when that is on disk.</summary>
    public void Add(SinkProgress progress, IActorRef sink) => _progress[progress.Kind] = (progress, sink);

    /// <summary>What is to be sent now; null for nothing. The blocks stay where they are.</summary>
    public Commit? Next()
    {
        if (Sent is not null || !_cut.TryPeek(out var draft))
        {
            return null;
        }

        var commit = draft.Commit;
        ImmutableArray<SinkProgress> sinks = [];
        if (_progress.Count > 0)
        {
            sinks = [.. _progress.Values.Select(p => p.Progress)];
            _told.AddRange(_progress.Values.Select(p => p.Sink));
            _progress.Clear();
        }

        return Sent = new Commit(shard.Id, shard.Epoch, commit.Sequence)
        {
            Head = commit.Head,
            Events = commit.Events,
            Results = commit.Results,
            DeadLetters = commit.DeadLetters,
            Pages = commit.Pages.Count == 0 ? [] : [.. commit.Pages],
            TrimThrough = commit.TrimThrough,
            Sinks = sinks,
        };
    }

    /// <summary>The one on its way is on disk.</summary>
    public CommitDraft OnCommitted()
    {
        (Sent, IsSentAgain) = (null, false);
        foreach (var sink in _told)
        {
            sink.Tell(Acknowledged.Instance);
        }

        _told.Clear();
        return _cut.Dequeue();
    }
}
