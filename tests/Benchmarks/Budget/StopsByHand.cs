using System.Diagnostics;
using ActorPipeline.Decoding;
using ActorPipeline.Runtime.Ingest;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sharding;
using ActorPipeline.Sinks;
using ActorPipeline.Sinks.Formats;
using ActorPipeline.Sources;
using ActorPipeline.Sql;
using ActorPipeline.Windows;
using Benchmarks.Workload;

namespace Benchmarks.Budget;

/// <summary>
/// The stops of the record path, driven one after the other on one thread: as many batches as may be in flight are
/// read, decoded and routed, then applied; commits are cut and written as often as in a real run.
/// </summary>
internal sealed class StopsByHand : IShardLog, IDisposable
{
    private readonly PipelinePlan _plan;
    private readonly StopMeter _meter;
    private readonly ISource _source;
    private readonly IDecoder _decoder;
    private readonly Router _router;
    private readonly Router _timeless;
    private readonly BatchPool _pool;
    private readonly Queue<ShardLogEntry> _queue = new();
    private readonly PartitionBoard _board;
    private readonly List<Shard> _shards = [];
    private readonly SqliteJournal _journal;
    private readonly FileSink _sink;
    private readonly CommitGroup _group = new();
    private readonly List<CommitDraft> _drafts = [];
    private readonly long[] _delivered;
    private long _committedAt = Stopwatch.GetTimestamp();
    private long _flushedAt = Stopwatch.GetTimestamp();
    private bool _isTimelessTurn;

    public StopsByHand(PipelinePlan plan, string directory, StopMeter meter)
    {
        (_plan, _meter) = (plan, meter);
        var layout = EventLayout.Of(plan);
        _journal = SqliteJournal.Open(Directory.CreateDirectory(Path.Combine(directory, "data")).FullName);
        var history = StateHistory.Open(_journal, plan);
        _source = SourceFactory.Open(plan.Source, default, TimeProvider.System);
        _decoder = DecoderFactory.Create(plan.Decoder);
        _router = new Router(plan);
        _timeless = new Router(plan with { EventTime = null, Window = Plans.Global });
        _pool = new BatchPool(plan, layout);
        _board = new PartitionBoard(plan, _source.Partitions, this, TimeProvider.System);
        _delivered = new long[plan.ShardCount];
        for (var i = 0; i < plan.ShardCount; i++)
        {
            var program = new TimedProgram(new WindowProgram(plan, history), meter);
            _shards.Add(DirectRecovery.Open(
                new ShardId(i), plan, history.Current, () => program, _journal, _source.Partitions.Count));
        }

        _board.Resume([.. _shards.Select(s => s.Head)], _source.CanReplay);
        foreach (var partition in _source.Partitions)
        {
            partition.Seek(0);
        }

        foreach (var partition in _board.Partitions)
        {
            PartitionBoard.Want(partition);
        }

        _sink = new FileSink(((SinkSpec.File)plan.Sink).Path, new NdjsonFormat(plan.ResultColumns));
        _sink.Open(new SinkProgress(new long[plan.ShardCount], default));
    }

    /// <summary>Records read so far.</summary>
    public long RecordsRead { get; private set; }

    /// <summary>Records read so far that were routed by both routers.</summary>
    public long TimelessRecords { get; private set; }

    /// <summary>Records applied so far.</summary>
    public long RecordsApplied => _shards.Sum(s => s.Head.Counters.Applied);

    /// <summary>Fills all batches, then applies them; false when nothing is left.</summary>
    public bool Turn()
    {
        _meter.Enter(Stop.HandOver);
        _board.SayEnds();
        while (_pool.HasFree && _board.TryClaim() is { } partition)
        {
            Ingest(partition, _pool.Rent());
        }

        var isLast = _board.IsEnded;
        while (_queue.TryDequeue(out var entry))
        {
            Apply(entry);
            Close();
            CommitIfDue(isForced: false);
        }

        CommitIfDue(isLast);
        _meter.Leave(Stop.Excluded);
        return !isLast;
    }

    /// <inheritdoc />
    public void Append(RoutedBatch batch) => _queue.Enqueue(new ShardLogEntry(batch, null));

    /// <inheritdoc />
    public void Append(Punctuation news) => _queue.Enqueue(new ShardLogEntry(null, news));

    /// <inheritdoc />
    public void Dispose()
    {
        _sink.Dispose();
        _source.Dispose();
        _journal.Dispose();
    }

    private void Ingest(PartitionState partition, RoutedBatch batch)
    {
        var records = batch.Records;
        records.Clear();
        records.Partition = partition.Id;
        var from = _meter.Enter(Stop.Read);
        var result = partition.Source.Read(records);
        _meter.Leave(from);
        if (result == ReadResult.Ended)
        {
            _pool.Return(batch);
            PartitionBoard.EndOfPartition(partition);
            return;
        }

        var watermark = _board.TryBeginBatch(partition)!.Value;
        batch.IngestEpoch = 1;
        _meter.Enter(Stop.Decode);
        _decoder.Decode(records);
        Route(batch, watermark);
        _meter.Leave(from);
        RecordsRead += records.RowCount;
        Append(batch);
        _board.EndBatch(partition, new Appended(partition.Id, records.To, batch.WatermarkUs, HasRecords: true));
        PartitionBoard.Want(partition);
    }

    /// <summary>Every other batch shows what routing costs, the rest what it costs without event time.</summary>
    private long Route(RoutedBatch batch, long watermark)
    {
        _isTimelessTurn = !_isTimelessTurn;
        if (!_isTimelessTurn)
        {
            _meter.Enter(Stop.Route);
            return _router.Route(batch, watermark);
        }

        _meter.Enter(Stop.RouteTimeless);
        _timeless.Route(batch, watermark);
        TimelessRecords += batch.Records.RowCount;
        _meter.Enter(Stop.Excluded);
        return _router.Route(batch, watermark);
    }

    private void Apply(ShardLogEntry entry)
    {
        var from = _meter.Enter(Stop.Apply);
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
        }

        _meter.Leave(from);
        if (entry.Batch is { } done)
        {
            _pool.Return(done);
        }
    }

    private void Close()
    {
        var from = _meter.Enter(Stop.Close);
        foreach (var shard in _shards)
        {
            while (!shard.CloseDue())
            {
                CommitIfDue(isForced: true);
            }
        }

        _meter.Leave(from);
    }

    private void CommitIfDue(bool isForced)
    {
        isForced |= Stopwatch.GetElapsedTime(_committedAt) >= _plan.Engine.CommitInterval;
        var from = _meter.Enter(Stop.Cut);
        foreach (var shard in _shards)
        {
            if ((isForced || shard.IsDraftFull) && shard.Cut() is { } draft)
            {
                _drafts.Add(draft);
                _group.Shards.Add(draft.Commit);
            }
        }

        if (_drafts.Count > 0)
        {
            Commit();
            _committedAt = Stopwatch.GetTimestamp();
        }

        _meter.Leave(from);
    }

    private void Commit()
    {
        var from = _meter.Enter(Stop.Journal);
        _journal.Commit(_group);
        _meter.Enter(Stop.Sink);
        _group.Shards.Clear();
        _group.Acks.Clear();
        foreach (var draft in _drafts)
        {
            var commit = draft.Commit;
            _sink.Write(commit.Shard, commit.Sequence, draft.Results.Batch);
            _delivered[commit.Shard.Value] = commit.Sequence;
            _shards[commit.Shard.Value].OnCommitted(draft);
            _board.OnDurable(commit.Shard, draft.Partitions);
            _shards[commit.Shard.Value].Return(draft);
        }

        _drafts.Clear();
        if (Stopwatch.GetElapsedTime(_flushedAt) >= _plan.Engine.SinkFlushInterval)
        {
            _flushedAt = Stopwatch.GetTimestamp();
            _group.Acks.Add(new SinkAck(OutboxKind.Results, [.. _delivered], _sink.Flush()));
        }

        _meter.Leave(from);
    }
}
