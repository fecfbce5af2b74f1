using ActorPipeline.Journal;
using ActorPipeline.Sharding;
using Akka.Actor;

namespace ActorPipeline.Runtime.Commits;

/// <summary>Counts commits, their bytes and their latencies. Written by the journal's actor, read by anybody.</summary>
internal sealed class CommitMeter(TimeProvider clock)
{
    private const int Samples = 10_000;

    private readonly Lock _lock = new();
    private readonly double[] _latenciesMs = new double[Samples];
    private JournalBytes _bytes;
    private long _commits;
    private int _waiting;

    /// <summary>Commits that wait for the journal.</summary>
    public int Waiting { get => Volatile.Read(ref _waiting); set => Volatile.Write(ref _waiting, value); }

    public (long Commits, JournalBytes Bytes) Totals
    {
        get
        {
            lock (_lock)
            {
                return (_commits, _bytes);
            }
        }
    }

    public void OnCommit(List<(CommitDraft Draft, IActorRef Shard)> group, long startedAt)
    {
        lock (_lock)
        {
            _latenciesMs[_commits % Samples] = clock.GetElapsedTime(startedAt).TotalMilliseconds;
            _commits++;
            foreach (var (draft, _) in group)
            {
                var commit = draft.Commit;
                _bytes = new JournalBytes(
                    _bytes.Events + commit.Events.Length,
                    _bytes.Outbox + commit.Results.Length + commit.DeadLetters.Length,
                    _bytes.Snapshots + draft.SnapshotBytes,
                    _bytes.Heads + commit.Head.Length);
            }
        }
    }

    /// <summary>A percentile of the latest commits' latencies, milliseconds; 0 before the first.</summary>
    public double LatencyMs(double share)
    {
        lock (_lock)
        {
            if (_commits == 0)
            {
                return 0;
            }

            var sorted = _latenciesMs[..(int)Math.Min(_commits, Samples)];
            Array.Sort(sorted);
            return sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
        }
    }
}
