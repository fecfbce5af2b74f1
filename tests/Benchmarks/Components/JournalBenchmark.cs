using System.Diagnostics;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Sql;
using Benchmarks.Budget;
using Benchmarks.Children;
using Benchmarks.Reporting;

namespace Benchmarks.Components;

/// <summary>Group commits to SQLite alone, of the sizes that the record path makes.</summary>
internal sealed class JournalBenchmark : IBenchmark
{
    private const int ShardCount = 16;
    private const int EventBytes = 20_000;
    private const int ResultBytes = 12_000;
    private const int HeadBytes = 60;
    private const int TailCommits = 100;
    private const int CommitsPerAck = 10;
    private const int WarmCommits = 20;

    /// <inheritdoc />
    public string Name => "journal";

    /// <inheritdoc />
    public string Summary => "group commits to SQLite alone: CPU a byte, latency with its syncs";

    /// <inheritdoc />
    public long DiskBytes(BenchContext context) => 4L * TailCommits * ShardCount * (EventBytes + ResultBytes);

    /// <inheritdoc />
    public Report Run(BenchContext context)
    {
        var commits = (int)context.Scale(BenchContext.DefaultRecords) / 40_000;
        var runs = new List<JournalResult>();
        for (var run = 1; run <= context.Runs; run++)
        {
            context.Say($"run {run} of {context.Runs}");
            var arguments = new JournalArguments(context.NewDirectory("journal"), Math.Max(50, commits));
            runs.Add(context.Children.Run(Jobs.Journal, arguments).Value);
            context.Remove("journal");
        }

        double Median(Func<JournalResult, double> of) => Statistics.Median(runs.Select(of));
        var bytes = runs[0].BytesPerCommit * (double)Math.Max(50, commits);
        return new Report(
            Name, $"{Math.Max(50, commits):N0} commits of {ShardCount} shards, {EventBytes:N0} bytes of events and "
            + $"{ResultBytes:N0} of results each; medians of {context.Runs} runs")
        {
            Figures =
            {
                new("cpu_ns_per_byte", "CPU a byte", Median(r => r.CpuNs / bytes), Unit.Nanoseconds),
                new("commit_p50_ms", "commit, median", Median(r => r.P50Ms), Unit.Milliseconds),
                new("commit_p99_ms", "commit, 99 in 100", Median(r => r.P99Ms), Unit.Milliseconds),
                new("allocated_bytes_per_commit", "allocated a commit",
                    Median(r => r.AllocatedBytes * r.BytesPerCommit / bytes), Unit.Bytes),
                new("file_bytes", "journal's file at the end", Median(r => r.FileBytes), Unit.Bytes),
            },
        };
    }

    /// <summary>What the process does.</summary>
    public static JournalResult RunHere(JournalArguments arguments)
    {
        using var journal = SqliteJournal.Open(arguments.Directory);
        var (group, delivered, latencies) = (NewGroup(journal), new long[ShardCount], new List<double>());
        var (cpuNs, allocated) = (0L, 0L);
        for (var sequence = 1; sequence <= WarmCommits + arguments.Commits; sequence++)
        {
            foreach (var commit in group.Shards)
            {
                commit.Sequence = sequence;
                commit.TrimThrough = Math.Max(0, sequence - TailCommits);
            }

            if (sequence % CommitsPerAck == 0)
            {
                Array.Fill(delivered, sequence - 1);
                group.Acks.Add(new SinkAck(OutboxKind.Results, delivered, new byte[HeadBytes]));
            }

            var (ns, bytes, at) =
                (ThreadClock.Now(), GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            journal.Commit(group);
            if (sequence > WarmCommits)
            {
                latencies.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                cpuNs += ThreadClock.Now() - ns;
                allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            }

            group.Acks.Clear();
        }

        var file = new FileInfo(Path.Combine(arguments.Directory, SqliteJournal.FileName));
        return new JournalResult(
            ShardCount * (EventBytes + ResultBytes + HeadBytes), cpuNs, allocated,
            Statistics.Percentile(latencies, 0.5), Statistics.Percentile(latencies, 0.99), file.Length);
    }

    private static CommitGroup NewGroup(SqliteJournal journal)
    {
        var (group, random) = (new CommitGroup(), new Random(5));
        for (var shard = 0; shard < ShardCount; shard++)
        {
            var bytes = new byte[EventBytes];
            random.NextBytes(bytes);
            group.Shards.Add(new ShardCommit
            {
                Shard = new ShardId(shard),
                Epoch = journal.OpenShard(new ShardId(shard)).Epoch,
                Events = bytes,
                Results = bytes.AsMemory(0, ResultBytes),
                Head = bytes.AsMemory(0, HeadBytes),
            });
        }

        return group;
    }
}
