using ActorPipeline.Actors;
using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Sharding;

/// <summary>
/// The memory of one commit of one shard, from its first event until its results are delivered; then it is used
/// again. A shard has two: one that it fills, the other on its way.
/// </summary>
internal sealed class CommitDraft
{
    // Whoever asks and changes nothing adds no bytes, but waits in memory.
    private const int MostOutcomes = 16 << 10;

    // Of a commit that may be larger, the memory beyond this is taken when it is needed.
    private const int MostRoomBytes = 1 << 20;

    // A snapshot page's index is hashes; its state depends on the program, and is about this for small aggregates.
    private const int UsualIndexBytes = 10 << 10;
    private const int UsualStateBytes = 128 << 10;

    private readonly ByteWriter _results;
    private readonly ByteWriter _deadLetters = new();
    private readonly ByteWriter _head = new();
    private readonly List<(ByteWriter Index, ByteWriter State)> _pages = [NewPage()];
    private readonly int _planVersion;
    private readonly int _fullBytes;
    private int _usedPages;

    internal CommitDraft(PipelinePlan plan, int planVersion)
    {
        _planVersion = planVersion;
        _fullBytes = plan.Engine.CommitBytes;

        // Room for a full commit, and for the batch or the page that makes it full. Memory that is taken now stays
        // untouched until it is needed; memory that grows on the way leaves as much behind as it adds, in one draft
        // after the other.
        var room = Math.Min(_fullBytes, MostRoomBytes) * 9 / 8;
        Events = new ByteWriter(room);
        Results = new ResultRows(plan, room);
        _results = new ByteWriter(room / 2);
        DeadLetters = new DeadLetterRows();
    }

    /// <summary>The commit, complete once the shard has cut it.</summary>
    public ShardCommit Commit { get; } = new();

    /// <summary>The event block in the making.</summary>
    internal ByteWriter Events { get; }

    /// <summary>Results so far.</summary>
    internal ResultRows Results { get; }

    /// <summary>Dead letters so far.</summary>
    internal DeadLetterRows DeadLetters { get; }

    /// <summary>What becomes of requests when the commit is on disk.</summary>
    internal List<RequestOutcome> Outcomes { get; } = [];

    /// <summary>
    /// Whether there is as much in it as a commit should have: of events, of what leaves, or of those who wait.
    /// </summary>
    internal bool IsFull => Events.Length > _fullBytes || Outcomes.Count > MostOutcomes
        || (Results.Batch.RowCount * (long)Results.RowBytes) + DeadLetters.Bytes > _fullBytes;

    /// <summary>Whether anything happened.</summary>
    internal bool HasEvents => Events.Length > Envelope.HeaderBytes;

    /// <summary>Sinks that have yet to take its rows.</summary>
    internal int Deliveries { get; set; }

    /// <summary>What is applied of each partition, as of the commit.</summary>
    internal PartitionProgress[] Partitions { get; private set; } = [];

    /// <summary>Bytes of snapshots in the commit.</summary>
    internal long SnapshotBytes { get; private set; }

    /// <summary>Empties the draft for a new commit.</summary>
    internal void Begin(ShardId shard)
    {
        Envelope.Begin(Events, BlobKind.Events, _planVersion, shard);
        Results.Clear();
        DeadLetters.Clear();
        Commit.Pages.Clear();
        Outcomes.Clear();
        _usedPages = 0;
        SnapshotBytes = 0;
    }

    /// <summary>Tells those who wait that the commit is on disk.</summary>
    internal void DeliverOutcomes()
    {
        foreach (var outcome in Outcomes)
        {
            outcome.Deliver();
        }

        Outcomes.Clear();
    }

    /// <summary>How far the commit has come, for <see cref="Rewind"/>.</summary>
    internal DraftMark Mark() =>
        new(Events.Length, Results.Batch.RowCount, DeadLetters.Batch.RowCount, Outcomes.Count);

    /// <summary>
    /// Forgets what came after a mark, because a program threw amid it; whoever waits for it is told.
    /// </summary>
    internal void Rewind(DraftMark mark, Exception cause)
    {
        for (var i = mark.Outcomes; i < Outcomes.Count; i++)
        {
            Outcomes[i].Request.Fail(new ReplyLostException(cause));
        }

        Events.Truncate(mark.EventBytes);
        Results.Truncate(mark.Results);
        DeadLetters.Truncate(mark.DeadLetters);
        Outcomes.RemoveRange(mark.Outcomes, Outcomes.Count - mark.Outcomes);
    }

    /// <summary>Adds a snapshot page.</summary>
    internal void AddPage(int page, Action<ByteWriter, ByteWriter> write)
    {
        if (_usedPages == _pages.Count)
        {
            _pages.Add(NewPage());
        }

        var (index, state) = _pages[_usedPages++];
        write(index, state);
        Commit.Pages.Add(new PageSnapshot(page, index.WrittenMemory, state.WrittenMemory));
        SnapshotBytes += index.Length + state.Length;
    }

    /// <summary>Completes the commit.</summary>
    internal void End(
        ShardId shard, long epoch, long sequence, ShardHeadState head, long trimThrough, ColumnCodec codec)
    {
        Commit.Shard = shard;
        Commit.Epoch = epoch;
        Commit.Sequence = sequence;
        Commit.TrimThrough = trimThrough;
        Commit.Outcome = CommitOutcome.Pending;
        Commit.Events = HasEvents ? Envelope.End(Events, sequence) : default;
        Commit.Results = Encode(_results, BlobKind.Results, shard, sequence, Results.Batch, codec);
        Commit.DeadLetters = Encode(_deadLetters, BlobKind.DeadLetters, shard, sequence, DeadLetters.Batch, codec);
        Envelope.Begin(_head, BlobKind.Head, _planVersion, shard);
        head.Write(_head);
        Partitions = head.Partitions.ToArray();
        Commit.Head = Envelope.End(_head, sequence);
    }

    private static (ByteWriter Index, ByteWriter State) NewPage() =>
        (new ByteWriter(UsualIndexBytes), new ByteWriter(UsualStateBytes));

    private ReadOnlyMemory<byte> Encode(
        ByteWriter writer, BlobKind kind, ShardId shard, long sequence, ResultBatch rows, ColumnCodec codec)
    {
        if (rows.RowCount == 0)
        {
            return default;
        }

        Envelope.Begin(writer, kind, _planVersion, shard);
        OutboxBlock.Write(writer, rows, codec);
        return Envelope.End(writer, sequence);
    }
}
