using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Persistence;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>An owner of a shard as a test plays it: says things to a journal, takes the answers in order.</summary>
internal sealed class JournalClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("JOURNAL_PATIENCE") ?? "30", CultureInfo.InvariantCulture));

    private readonly BlockingCollection<object> _inbox = [];
    private readonly IActorRef _journal;
    private readonly IActorRef _self;
    private long _saved;

    public JournalClient(ActorSystem system, IActorRef journal, int shard)
    {
        (_journal, Shard) = (journal, new ShardId(shard));
        _self = system.ActorOf(Props.Create(() => new Mailbox(_inbox)));
    }

    public ShardId Shard { get; }

    public long Epoch { get; private set; }

    public long Sequence { get; private set; }

    public long PagesThrough { get; private set; }

    public Claimed Last { get; private set; } = null!;

    /// <summary>Waits that ended in <see cref="Unknown"/> or <see cref="Failed"/>, for tests of outages.</summary>
    public int Failures { get; private set; }

    public Claimed Claim()
    {
        while (true)
        {
            switch (Ask<object>(new Claim(Shard)))
            {
                case Claimed claimed:
                    (Epoch, Sequence, PagesThrough) = (claimed.Epoch, claimed.Sequence, claimed.Sequence);
                    return Last = claimed;
                case Failed { Fault: JournalFault.Unavailable or JournalFault.Busy }:
                    Failures++;
                    Pause();
                    break;
                case var other:
                    throw new InvalidDataException($"a claim is answered by {other}");
            }
        }
    }

    /// <summary>Imports the shard; returns the commit that it begins after.</summary>
    public long Import(long after)
    {
        Last = Ask<Claimed>(new Import(Shard, after));
        (Epoch, Sequence) = (Last.Epoch, Last.Sequence);
        return Sequence;
    }

    /// <summary>The next commit, with a head that tells its sequence.</summary>
    public Commit Next(byte[]? events = null, byte[]? results = null, byte[]? dead = null, long trim = 0) =>
        new(Shard, Epoch, Sequence + 1)
        {
            Head = BitConverter.GetBytes(Sequence + 1),
            Events = events,
            Results = results,
            DeadLetters = dead,
            TrimThrough = trim,
        };

    public void Send(object message) => _journal.Tell(message, _self);

    /// <summary>Commits, as an owner does: after what is unknown it reads the head. False when it is fenced.</summary>
    public bool Commit(Commit commit)
    {
        Send(commit);
        return Resolve(commit);
    }

    /// <summary>Waits for what becomes of a commit that was sent.</summary>
    public bool Resolve(Commit commit)
    {
        while (true)
        {
            switch (Receive())
            {
                case Committed committed:
                    Assert.Equal((commit.Epoch, commit.Sequence), (committed.Epoch, committed.Sequence));
                    (Sequence, PagesThrough) = (committed.Sequence, committed.PagesThrough);
                    return true;
                case Fenced:
                    return false;
                case Unknown:
                    Failures++;
                    switch (ReadHead() is { } head ? CommitResolutions.Of(commit, head) : CommitResolution.Fenced)
                    {
                        case CommitResolution.Committed:
                            Sequence = commit.Sequence;
                            return true;
                        case CommitResolution.SendAgain:
                            Pause();
                            Send(commit);
                            break;
                        default:
                            return false;
                    }

                    break;
                case var other:
                    throw new InvalidDataException($"a commit is answered by {other}");
            }
        }
    }

    /// <summary>The head, asked until there is an answer; null when the shard is somebody else's.</summary>
    public Head? ReadHead()
    {
        while (true)
        {
            switch (Ask<object>(new ReadHead(Shard, Epoch)))
            {
                case Head head:
                    PagesThrough = head.PagesThrough;
                    return head;
                case Fenced:
                    return null;
                default:
                    Failures++;
                    Pause();
                    break;
            }
        }
    }

    /// <summary>A commit was answered to the test itself.</summary>
    public void Advance() => Sequence++;

    public bool CommitEvents(params byte[][] blocks)
    {
        foreach (var block in blocks)
        {
            if (!Commit(Next(block)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Empty commits until all pages are durable.</summary>
    public void Settle()
    {
        var wanted = Sequence;
        while (PagesThrough < wanted)
        {
            if (_saved <= PagesThrough)
            {
                Take<PagesSaved>(saved => saved.PagesThrough > PagesThrough);
            }

            Assert.True(Commit(Next()));
        }
    }

    public List<(long Sequence, byte[] Block)> Events(long after = 0, int maxBytes = 1 << 20)
    {
        var blocks = new List<(long, byte[])>();
        for (var isLast = false; !isLast;)
        {
            var read = Ask<EventsRead>(new ReadEvents(Shard, Epoch, after, maxBytes));
            blocks.AddRange(read.Blocks.Select(b => (b.Sequence, b.Bytes.ToArray())));
            (after, isLast) = (read.Through, read.IsLast);
        }

        return blocks;
    }

    public List<(long Sequence, byte[] Block)> Outbox(OutboxKind kind, long after = 0, int maxBytes = 1 << 20)
    {
        var blocks = new List<(long, byte[])>();
        for (var isLast = false; !isLast;)
        {
            var read = Ask<OutboxRead>(new ReadOutbox(Shard, Epoch, kind, after, maxBytes));
            blocks.AddRange(read.Blocks.Select(b => (b.Sequence, b.Bytes.ToArray())));
            (after, isLast) = (read.Through, read.IsLast);
        }

        return blocks;
    }

    public List<PageEntry> PageIndex(int maxBytes = 1 << 20)
    {
        var (entries, after) = (new List<PageEntry>(), -1);
        for (var isLast = false; !isLast;)
        {
            var read = Ask<PageIndex>(new ReadPageIndex(Shard, Epoch, after, maxBytes));
            entries.AddRange(read.Entries);
            (after, isLast) = (entries.Count == 0 ? -1 : entries[^1].Page, read.IsLast);
        }

        return entries;
    }

    public byte[]? Page(int page) => Ask<PageRead>(new ReadPage(Shard, Epoch, page)).State?.ToArray();

    public byte[]? Value(string name) => Ask<ValueRead>(new ReadValue(name)).Value?.ToArray();

    public void Write(string name, byte[] value) => Ask<ValueWritten>(new WriteValue(name, value));

    public T Ask<T>(object message)
    {
        Send(message);
        var answer = Receive();
        return answer is T wanted ? wanted : throw new InvalidDataException($"{message} is answered by {answer}");
    }

    /// <summary>The next answer; news of pages are let pass.</summary>
    public object Receive()
    {
        while (true)
        {
            if (!_inbox.TryTake(out var message, Patience))
            {
                throw new TimeoutException($"shard {Shard} has heard nothing for {Patience}");
            }

            _saved = message is PagesSaved saved ? saved.PagesThrough : _saved;
            if (message is not (PagesSaved or PagesDelayed))
            {
                return message;
            }
        }
    }

    public T Take<T>(Predicate<T> isWanted)
    {
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < Patience)
        {
            if (_inbox.TryTake(out var message, Patience) && message is T found && isWanted(found))
            {
                return found;
            }
        }

        throw new TimeoutException($"shard {Shard} has not heard {typeof(T).Name} for {Patience}");
    }

    /// <summary>Whether nothing but news of pages is heard for a while.</summary>
    public bool IsSilent(TimeSpan time)
    {
        var since = Stopwatch.GetTimestamp();
        while (time - Stopwatch.GetElapsedTime(since) is { Ticks: > 0 } left)
        {
            if (_inbox.TryTake(out var message, left) && message is not (PagesSaved or PagesDelayed))
            {
                return false;
            }
        }

        return true;
    }

    // The wait between tries is the asker's.
    private static void Pause()
    {
        using var never = new ManualResetEventSlim();
        never.Wait(TimeSpan.FromMilliseconds(50));
    }

    private sealed class Mailbox(BlockingCollection<object> inbox) : UntypedActor
    {
        protected override void OnReceive(object message) => inbox.Add(message);
    }
}
