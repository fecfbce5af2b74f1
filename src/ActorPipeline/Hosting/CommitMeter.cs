using ActorPipeline.Sharding;

namespace ActorPipeline.Hosting;

/// <summary>Counts commits, their bytes and their latencies. Written by the journal's thread, read by any.</summary>
internal sealed class CommitMeter(TimeProvider clock)
{
    private const int MaxSamples = 10_000;

    private readonly Lock _lock = new();
    private readonly List<double> _latenciesMs = [];
    private JournalBytes _bytes;
    private long _commits;

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

    public void OnCommit(List<CommitDraft> group, long startedAt)
    {
        lock (_lock)
        {
            _commits++;
            if (_latenciesMs.Count < MaxSamples)
            {
                _latenciesMs.Add(clock.GetElapsedTime(startedAt).TotalMilliseconds);
            }

            foreach (var draft in group)
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

    /// <summary>A percentile of the commits' latencies, milliseconds; 0 before the first.</summary>
    public double LatencyMs(double share)
    {
        lock (_lock)
        {
            if (_latenciesMs.Count == 0)
            {
                return 0;
            }

            var sorted = _latenciesMs.Order().ToArray();
            return sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
        }
    }
}
