using System.Collections.Immutable;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>
/// The journal of a pipeline over an <see cref="IJournal"/>, which is called by this actor only. Takes what
/// <see cref="JournalProtocol"/> says. The calls wait for the disk, so it is to have a thread of its own
/// (<see cref="DispatcherConfig"/>); commits that wait in its mailbox together are one transaction.
/// </summary>
internal sealed class JournalAdapter : UntypedActor
{
    /// <summary>A dispatcher that is a thread of its own, for a system's configuration.</summary>
    public const string DispatcherConfig = Dispatcher + " { type = PinnedDispatcher }";

    private const string Dispatcher = "actorpipeline.journal-dispatcher";

    /// <summary>Blocks of a chunk of events at most, before their bytes are counted.</summary>
    private const int ChunkBlocks = 16;

    private readonly IJournal _journal;
    private readonly int _shardCount;
    private readonly Func<bool> _isOver;
    private readonly Dictionary<ShardId, (Commit Commit, IActorRef Asker)> _waiting = [];
    private readonly HashSet<ShardId> _unknown = [];
    private readonly Dictionary<ShardId, List<PageEntry>> _indexes = [];
    private readonly CommitGroup _group = new();
    private readonly List<ShardCommit> _free = [];
    private readonly ByteArena _page = new();
    private SinkStates[]? _sinks;
    private long _sinkEpoch;

    /// <summary>What <see cref="Props(IJournal, int)"/> makes.</summary>
    /// <param name="journal">What it stands on.</param>
    /// <param name="shardCount">The pipeline's shards.</param>
    /// <param name="isOver">Whether nothing may be done any more.</param>
    public JournalAdapter(IJournal journal, int shardCount, Func<bool> isOver) =>
        (_journal, _shardCount, _isOver) = (journal, shardCount, isOver);

    /// <summary>The journal of a pipeline.</summary>
    /// <param name="journal">What it stands on; the caller disposes of it after the actor has stopped.</param>
    /// <param name="shardCount">The pipeline's shards.</param>
    public static Props Props(IJournal journal, int shardCount) =>
        Akka.Actor.Props.Create(() => new JournalAdapter(journal, shardCount, static () => false))
            .WithDispatcher(Dispatcher);

    /// <summary>As <see cref="Props(IJournal, int)"/>, for a run.</summary>
    internal static Props Props(IJournal journal, int shardCount, Func<bool> isOver) =>
        Akka.Actor.Props.Create(() => new JournalAdapter(journal, shardCount, isOver))
            .WithDispatcher(Dispatchers.Blocking);

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        if (_isOver())
        {
            return;
        }

        switch (message)
        {
            case Commit commit:
                OnCommit(commit);
                break;
            case CommitNow:
                CommitGroup();
                break;
            case IShardRequest request:
                OnRequest(request);
                break;
            case ReadValue or WriteValue:
                OnValue(message);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnRequest(IShardRequest request)
    {
        try
        {
            switch (request)
            {
                case Claim claim:
                    OnClaimed(claim.Shard, _journal.OpenShard(claim.Shard));
                    break;
                case Import import:
                    OnClaimed(import.Shard, _journal.ImportShard(import.Shard, import.After));
                    break;
                case Release:
                    _indexes.Remove(request.Shard);
                    break;
                default:
                    OnRead(request, _journal.ReadHead(request.Shard));
                    break;
            }
        }
        catch (JournalException fault)
        {
            Sender.Tell(new Failed(request, fault.Fault, fault.Message));
        }
    }

    /// <summary>Who was taken over reads nothing: it would be a new owner's.</summary>
    private void OnRead(IShardRequest request, ShardHead head)
    {
        if (head.Epoch != request.Epoch)
        {
            Sender.Tell(new Fenced(request.Shard, request.Epoch));
            return;
        }

        switch (request)
        {
            case ReadHead:
                _unknown.Remove(request.Shard);
                Sender.Tell(new Head(request.Shard, request.Epoch, head.Sequence, head.Sequence));
                break;
            case ReadEvents read:
                OnReadEvents(read);
                break;
            case ReadOutbox read:
                OnReadOutbox(read);
                break;
            case ReadPageIndex read:
                OnReadPageIndex(read);
                break;
            case ReadPage read:
                var isThere = _journal.ReadPage(read.Shard, read.Page, _page);
                Sender.Tell(new PageRead(
                    read.Shard, read.Epoch, read.Page, Optional(isThere ? _page.Written.ToArray() : null)));
                break;
            default:
                Unhandled(request);
                break;
        }
    }

    private void OnClaimed(ShardId shard, ShardHead head)
    {
        if (shard.Value == 0)
        {
            // What has come late must not take a new owner's sink ahead of where that has taken it back to.
            _sinkEpoch = head.Epoch;
        }

        _unknown.Remove(shard);
        _indexes.Remove(shard);
        var sinks = Sinks();
        Sender.Tell(new Claimed(
            shard, head.Epoch, head.Sequence, head.State, null,
            [.. sinks.Select((states, kind) => states.Of((OutboxKind)kind, shard.Value))]));
    }

    /// <summary>
    /// Commits wait until those behind them in the mailbox are there too: then all are one transaction.
    /// </summary>
    private void OnCommit(Commit commit)
    {
        if (_unknown.Contains(commit.Shard) || _waiting.ContainsKey(commit.Shard))
        {
            Sender.Tell(new Unknown(
                commit.Shard, commit.Epoch, commit.Sequence, JournalFault.Busy,
                $"commit {commit.Sequence} of shard {commit.Shard} is sent before it is known what became of the one "
                + "before; the head has to be read first"));
            return;
        }

        if (_waiting.Count == 0)
        {
            Self.Tell(CommitNow.Instance, ActorRefs.NoSender);
        }

        _waiting.Add(commit.Shard, (commit, Sender));
    }

    private void CommitGroup()
    {
        try
        {
            FillGroup();
            _journal.Commit(_group);
            foreach (var commit in _group.Shards)
            {
                var (request, asker) = _waiting[commit.Shard];
                asker.Tell(commit.Outcome == CommitOutcome.Committed
                    ? new Committed(commit.Shard, commit.Epoch, commit.Sequence, commit.Sequence, 0)
                    : new Fenced(request.Shard, request.Epoch));
            }
        }
        catch (JournalException fault)
        {
            // What is known of the sinks may be ahead of what is stored.
            _sinks = null;
            foreach (var (shard, (commit, asker)) in _waiting)
            {
                _unknown.Add(shard);
                asker.Tell(new Unknown(shard, commit.Epoch, commit.Sequence, fault.Fault, fault.Message));
            }
        }

        _free.AddRange(_group.Shards);
        _group.Shards.Clear();
        _group.Acks.Clear();
        _waiting.Clear();
    }

    private void FillGroup()
    {
        Span<bool> isNews = stackalloc bool[Sinks().Length];
        foreach (var (commit, _) in _waiting.Values.OrderBy(w => w.Commit.Shard.Value))
        {
            _group.Shards.Add(Filled(commit));

            // Progress of a former owner's sink is as true as the new one's: what is delivered is delivered. But it is
            // the journal that says whether the commit that carries it counts, so a fenced owner's is left out.
            if (!commit.Sinks.IsEmpty && _journal.ReadHead(commit.Shard).Epoch == commit.Epoch)
            {
                foreach (var progress in commit.Sinks)
                {
                    isNews[(int)progress.Kind] |= _sinks![(int)progress.Kind].Take(commit.Shard.Value, progress);
                }
            }
        }

        for (var kind = 0; kind < isNews.Length; kind++)
        {
            if (isNews[kind])
            {
                _group.Acks.Add(_sinks![kind].ToAck((OutboxKind)kind) with { Epoch = _sinkEpoch });
            }
        }
    }

    private ShardCommit Filled(Commit commit)
    {
        var filled = _free.Count > 0 ? _free[^1] : new ShardCommit();
        if (_free.Count > 0)
        {
            _free.RemoveAt(_free.Count - 1);
        }

        (filled.Shard, filled.Epoch, filled.Sequence) = (commit.Shard, commit.Epoch, commit.Sequence);
        (filled.Head, filled.Events, filled.Results) = (commit.Head, commit.Events, commit.Results);
        (filled.DeadLetters, filled.TrimThrough) = (commit.DeadLetters, commit.TrimThrough);
        filled.Outcome = CommitOutcome.Pending;
        filled.Pages.Clear();
        foreach (var page in commit.Pages)
        {
            filled.Pages.Add(page);
        }

        return filled;
    }

    private SinkStates[] Sinks() => _sinks ??=
        [.. Enum.GetValues<OutboxKind>().Select(kind => SinkStates.Read(_journal.ReadSink(kind, _shardCount)))];

    private void OnReadEvents(ReadEvents read)
    {
        var (blocks, bytes) = (ImmutableArray.CreateBuilder<CommitBlock>(), 0L);
        _journal.ReadEvents(read.Shard, read.After, ChunkBlocks, (sequence, block) =>
        {
            if (bytes < read.MaxBytes)
            {
                blocks.Add(new CommitBlock(sequence, block.ToArray()));
                bytes += block.Length;
            }
        });
        var through = blocks.Count == 0 ? _journal.ReadHead(read.Shard).Sequence : blocks[^1].Sequence;
        Sender.Tell(new EventsRead(read.Shard, read.Epoch, blocks.DrainToImmutable(), through, bytes == 0));
    }

    private void OnReadOutbox(ReadOutbox read)
    {
        var (blocks, bytes, isLast) = (ImmutableArray.CreateBuilder<CommitBlock>(), 0L, true);
        _journal.ReadOutbox(read.Kind, read.Shard, read.After, (sequence, block) =>
        {
            isLast &= bytes < read.MaxBytes;
            if (isLast)
            {
                blocks.Add(new CommitBlock(sequence, block.ToArray()));
                bytes += block.Length;
            }
        });
        var through = isLast ? _journal.ReadHead(read.Shard).Sequence : blocks[^1].Sequence;
        Sender.Tell(new OutboxRead(
            read.Shard, read.Epoch, read.Kind, blocks.DrainToImmutable(), through, isLast));
    }

    /// <summary>An <see cref="IJournal"/> gives the index as a whole; it is kept until all of it is taken.</summary>
    private void OnReadPageIndex(ReadPageIndex read)
    {
        if (read.AfterPage < 0 || !_indexes.TryGetValue(read.Shard, out var index))
        {
            var entries = new List<PageEntry>();
            _journal.ReadPageIndex(read.Shard, (page, sequence, entry) =>
                entries.Add(new PageEntry(page, sequence, entry.ToArray())));
            _indexes[read.Shard] = index = entries;
        }

        var (chunk, bytes, at) = (ImmutableArray.CreateBuilder<PageEntry>(), 0L, 0);
        for (; at < index.Count && bytes < read.MaxBytes; at++)
        {
            if (index[at].Page > read.AfterPage)
            {
                chunk.Add(index[at]);
                bytes += Math.Max(1, index[at].Index.Length);
            }
        }

        if (at == index.Count)
        {
            _indexes.Remove(read.Shard);
        }

        Sender.Tell(new PageIndex(read.Shard, read.Epoch, chunk.DrainToImmutable(), at == index.Count));
    }

    private void OnValue(object message)
    {
        var name = (message as ReadValue)?.Name ?? ((WriteValue)message).Name;
        try
        {
            if (message is WriteValue write)
            {
                _journal.WriteValue(name, write.Value.Span);
                Sender.Tell(new ValueWritten(name));
            }
            else
            {
                Sender.Tell(new ValueRead(name, Optional(_journal.ReadValue(name))));
            }
        }
        catch (JournalException fault)
        {
            Sender.Tell(new ValueFailed(name, fault.Fault, fault.Message));
        }
    }

    private static ReadOnlyMemory<byte>? Optional(byte[]? bytes)
    {
        // Converted as it is, an array that is null would become memory that is empty.
        if (bytes is null)
        {
            return null;
        }

        return bytes;
    }

    /// <summary>All commits that were in the mailbox before it are to be committed now.</summary>
    private sealed record CommitNow
    {
        public static readonly CommitNow Instance = new();
    }
}
