using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit;
using System.Text;
using ActorPipeline.Decoding;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Runtime.Ingest;
using ActorPipeline.Sharding;
using RecordPath.Tests.Harness;
using RecordPath.Tests.Replay;

namespace RecordPath.Tests.Hosting;

/// <summary>
/// A board with real shards over a journal. What it appends reaches the shards, and they commit, when a test says so;
/// partitions are named p0, p1 and so on, and their records are event times.
/// </summary>
internal sealed class BoardRig : IShardLog
{
    /// <summary>Idle after this long without data.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(1);

    private readonly PipelinePlan _plan;
    private readonly int _partitions;
    private readonly Queue<ShardLogEntry> _log = [];
    private readonly List<string> _said = [];
    private readonly long[] _positions;
    private Shard[] _shards = [];
    private long _run;

    public BoardRig(int partitions, long driftUs = long.MaxValue / 4)
    {
        var plan = Plans.Of(new WindowSpec.Tumbling(1_000), ["k"], ["count()"], shards: 2);
        _plan = plan with { EventTime = new EventTimeSpec(0, 0, 0, IdleTimeout, driftUs) };
        (_partitions, _positions) = (partitions, new long[partitions]);
        Board = Start();
    }

    public InMemoryJournal Journal { get; } = new();

    public PartitionBoard Board { get; private set; }

    public ManualClock Clock { get; } = new();

    public PartitionState this[int partition] => Board.Partitions[partition];

    /// <summary>What the log was told of time since the last call.</summary>
    public string[] Said()
    {
        string[] said = [.. _said];
        _said.Clear();
        return said;
    }

    /// <summary>The partition to read next.</summary>
    public string Claim() => Board.TryClaim()?.Source.Name ?? "none";

    /// <summary>Reads a batch of records with these times; false when the partition has to wait first.</summary>
    public bool Read(int partition, params long[] times)
    {
        if (Board.TryBeginBatch(this[partition]) is not { } before)
        {
            return false;
        }

        var batch = new RoutedBatch(_plan, EventLayout.Of(_plan)) { IngestEpoch = _run };
        var records = batch.Records;
        (records.Partition, records.PositionsAreOffsets) = (new PartitionId(partition), true);
        var data = new MemoryStream();
        foreach (var time in times)
        {
            var start = (int)data.Length;
            data.Write(Encoding.UTF8.GetBytes($$"""{"t":{{time}},"k":"{{time}}"}"""));
            records.AddRow(start, (int)data.Length);
        }

        (records.Data, records.From) = (data.ToArray(), _positions[partition]);
        records.To = _positions[partition] += data.Length;
        DecoderFactory.Create(_plan.Decoder).Decode(records);
        new Router(_plan).Route(batch, before);
        Append(batch);
        Board.EndBatch(
            this[partition],
            new Appended(new PartitionId(partition), records.To, batch.WatermarkUs, HasRecords: times.Length > 0));
        PartitionBoard.Want(this[partition]);
        return true;
    }

    /// <summary>The shards apply what is in the log.</summary>
    public void Apply()
    {
        while (_log.TryDequeue(out var entry))
        {
            foreach (var shard in _shards)
            {
                if (entry.Batch is { } batch)
                {
                    shard.Apply(batch);
                }
                else
                {
                    shard.Apply(entry.News!);
                }

                Assert.True(shard.CloseDue());
            }
        }
    }

    /// <summary>The shards apply what is in the log, and one of them commits it, or all.</summary>
    public void Commit(int? shard = null)
    {
        Apply();
        var group = new CommitGroup();
        var drafts = _shards.Where(s => (shard ?? s.Id.Value) == s.Id.Value).Select(s => s.Cut()).OfType<CommitDraft>();
        foreach (var draft in drafts.ToArray())
        {
            group.Shards.Clear();
            group.Shards.Add(draft.Commit);
            Journal.Commit(group);
            var owner = _shards[draft.Commit.Shard.Value];
            owner.OnCommitted(draft);
            owner.Return(draft);
            Board.OnDurable(owner.Id, draft.Partitions);
        }

        Board.SayEnds();
    }

    /// <summary>Another process starts over what is committed.</summary>
    public void Restart(bool canReplay = true)
    {
        _log.Clear();
        _said.Clear();
        Board = Start(canReplay);
        foreach (var partition in Board.Partitions)
        {
            _positions[partition.Id.Value] = partition.Position;
        }
    }

    public void Append(RoutedBatch batch) => _log.Enqueue(new ShardLogEntry(batch, null));

    public void Append(Punctuation news)
    {
        _log.Enqueue(new ShardLogEntry(null, news));
        var what = news.IsEndOfInput ? "end" : news.IsIdle ? "idle" : "back";
        _said.Add($"p{news.Partition} {what} at {news.WatermarkUs}");
    }

    private PartitionBoard Start(bool canReplay = true)
    {
        _run++;
        _shards = [.. Enumerable.Range(0, _plan.ShardCount).Select(
            i => OpenedShard.Open(_plan, Journal, _partitions, i).Shard)];
        var sources = Enumerable.Range(0, _partitions).Select(
            i => new MemoryPartition($"p{i}", new MemoryInput(), new Random(i)));
        var board = new PartitionBoard(_plan, [.. sources], this, Clock);
        board.Resume([.. _shards.Select(s => s.Head)], canReplay);
        foreach (var partition in board.Partitions)
        {
            PartitionBoard.Want(partition);
        }

        return board;
    }
}
