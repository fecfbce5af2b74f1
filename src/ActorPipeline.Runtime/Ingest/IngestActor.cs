using ActorPipeline.Routing;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Sharding;
using ActorPipeline.Sources;
using Akka.Actor;

namespace ActorPipeline.Runtime.Ingest;

/// <summary>
/// Says which partition is read next, and hands out the batches to read into: a shell around the
/// <see cref="PartitionBoard"/>, which decides. When all batches are on their way, nobody is granted any, and the
/// sources wait: that is how the shards' backpressure reaches the input.
/// </summary>
internal sealed class IngestActor : EngineActor
{
    private readonly PartitionBoard _board;
    private readonly BatchPool _pool;
    private readonly TimeProvider _clock;
    private readonly long _ingestEpoch;
    private readonly int _threads;
    private readonly IActorRef[] _readers;
    private readonly HashSet<PartitionState> _resuming = [];
    private readonly List<PartitionState> _resumed = [];
    private bool _isStopping;
    private bool _hasEnded;
    private bool _isReadSaid;
    private long _pollAt = long.MaxValue;

    public IngestActor(PartitionBoard board, BatchPool pool, TimeProvider clock, long ingestEpoch, int threads,
        RunMonitor run)
        : base(run)
    {
        (_board, _pool, _clock, _ingestEpoch, _threads) = (board, pool, clock, ingestEpoch, threads);
        _readers = new IActorRef[board.Partitions.Count];
    }

    public static Props Props(
        PartitionBoard board, BatchPool pool, TimeProvider clock, long ingestEpoch, int threads, RunMonitor run) =>
        Akka.Actor.Props.Create<IngestActor>(board, pool, clock, ingestEpoch, threads, run)
            .WithDispatcher(Dispatchers.Ingest);

    protected override void Handle(object message)
    {
        switch (message)
        {
            case Want want:
                _readers[want.Partition.Value] = Sender;
                _board.Want(_board.Partitions[want.Partition.Value]);
                break;
            case Appended appended:
                _board.EndBatch(_board.Partitions[appended.Partition.Value], appended);
                break;
            case Freed freed:
                _pool.Return(freed.Batch);
                break;
            case Returned returned:
                OnReturned(returned, _board.Partitions[returned.Partition.Value]);
                break;
            case Resume resume:
                _resuming.Add(_board.Partitions[resume.Partition.Value]);
                break;
            case Durable durable:
                _board.OnDurable(durable.Shard, durable.Partitions);
                break;
            case Poll:
                _pollAt = long.MaxValue;
                break;
            case StopReading:
                _isStopping = true;
                break;
            default:
                Unhandled(message);
                return;
        }

        GoOn();
    }

    private void OnReturned(Returned returned, PartitionState partition)
    {
        _pool.Return(returned.Batch);
        if (returned.Fault is { } fault)
        {
            OnFault(partition, fault);
            return;
        }

        Run.SetWait(partition.Source.Name, null);
        if (returned.Result == ReadResult.Ended)
        {
            _board.EndOfPartition(partition);
        }
        else
        {
            _board.EndIdle(partition);
        }
    }

    private void OnFault(PartitionState partition, SourceException fault)
    {
        _board.EndFailed(partition);
        if (fault.IsTransient)
        {
            Run.SetWait(partition.Source.Name, fault.Message);
        }
        else
        {
            Run.FailInput(fault);
            _isStopping = true;
        }
    }

    private void GoOn()
    {
        if (_hasEnded)
        {
            // The shards drain: they must get nothing more.
            return;
        }

        _board.SayEnds();
        GoOnResuming();
        while (!_isStopping && _pool.HasFree && HasFreeThread && _board.TryClaim() is { } partition)
        {
            Grant(partition);
        }

        PollLater();
        if (!_isReadSaid && _board.IsRead)
        {
            _isReadSaid = true;
            Context.Parent.Tell(InputRead.Instance);
        }

        if (_board.IsEnded || (_isStopping && _board.Claimed == 0))
        {
            _hasEnded = true;
            Context.Parent.Tell(ReadingEnded.Instance);
        }
    }

    /// <summary>
    /// Who waits for a thread only would read out of order: the one that is furthest behind when a thread is free comes
    /// first, so that few windows are open at a time. A partition that comes back from being idle reads nothing
    /// meanwhile.
    /// </summary>
    private bool HasFreeThread => _board.Claimed - _resuming.Count < _threads;

    private void Grant(PartitionState partition)
    {
        var batch = _pool.Rent();
        batch.Records.Clear();
        batch.Records.Partition = partition.Id;
        batch.IngestEpoch = _ingestEpoch;
        _readers[partition.Id.Value].Tell(new Granted(batch, partition.WatermarkNow));
    }

    private void GoOnResuming()
    {
        _resumed.Clear();
        foreach (var partition in _resuming)
        {
            if (_board.TryBeginBatch(partition) is { } watermarkUs)
            {
                _readers[partition.Id.Value].Tell(new Resumed(watermarkUs));
                _resumed.Add(partition);
            }
        }

        _resuming.ExceptWith(_resumed);
    }

    /// <summary>Nobody tells when a source has something: it is asked again.</summary>
    private void PollLater()
    {
        var next = _isStopping || !_pool.HasFree ? long.MaxValue : _board.NextPollAt;
        if (next < _pollAt)
        {
            _pollAt = next;
            var delay = _clock.GetElapsedTime(_clock.GetTimestamp(), next);
            Timers.StartSingleTimer(nameof(Poll), Poll.Instance, delay > TimeSpan.Zero ? delay : TimeSpan.Zero);
        }
    }
}
