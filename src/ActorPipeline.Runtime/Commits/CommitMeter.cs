using ActorPipeline.Journal;
using ActorPipeline.Sharding;

namespace ActorPipeline.Runtime.Commits;

/// <summary>Counts commits, their bytes and their latencies. Written by the shards' actors, read by anybody.</summary>
internal sealed class CommitMeter(TimeProvider clock)
{
    private const int Samples = 10_000;

    private readonly Lock _lock = new();
    private readonly double[] _latenciesMs = new double[Samples];
    private JournalBytes _bytes;
    private long _commits;
    private int _waiting;

    /// <summary>Commits on their way.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

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

    /// <summary>A commit is on its way.</summary>
    public long OnSent()
    {
        Interlocked.Increment(ref _waiting);
        return clock.GetTimestamp();
    }

    /// <summary>A commit that was sent at a time is on disk.</summary>
    public void OnCommitted(CommitDraft draft, long sentAt)
    {
        Interlocked.Decrement(ref _waiting);
        var commit = draft.Commit;
        lock (_lock)
        {
            _latenciesMs[_commits % Samples] = clock.GetElapsedTime(sentAt).TotalMilliseconds;
            _commits++;
            _bytes = new JournalBytes(
                _bytes.Events + commit.Events.Length,
                _bytes.Outbox + commit.Results.Length + commit.DeadLetters.Length,
                _bytes.Snapshots + draft.SnapshotBytes,
                _bytes.Heads + commit.Head.Length);
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
