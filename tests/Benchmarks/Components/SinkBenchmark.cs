using ActorPipeline.Emission;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sinks;
using ActorPipeline.Sinks.Formats;
using ActorPipeline.Sql.Sinks;
using Benchmarks.Budget;
using Benchmarks.Children;
using Benchmarks.Reporting;
using Benchmarks.Workload;

namespace Benchmarks.Components;

/// <summary>Sinks alone.</summary>
internal sealed class SinkBenchmark : IBenchmark
{
    private const int RowsPerCommit = 5000;
    private const int CommitsPerFlush = 20;
    private const int WarmCommits = 40;
    private const int RowBytes = 170;

    /// <inheritdoc />
    public string Name => "sink";

    /// <inheritdoc />
    public string Summary => "sinks alone: NDJSON file, CSV file, SQLite table";

    /// <inheritdoc />
    public long DiskBytes(BenchContext context) => 5 * RowsOf(context) * RowBytes;

    /// <inheritdoc />
    public Report Run(BenchContext context)
    {
        var runs = new List<Cost[]>();
        for (var run = 1; run <= context.Runs; run++)
        {
            context.Say($"run {run} of {context.Runs}");
            var arguments = new SinkArguments(context.NewDirectory("sinks"), RowsOf(context));
            runs.Add(context.Children.Run(Jobs.Sink, arguments).Value);
            context.Remove("sinks");
        }

        return new Report(
            Name, $"{RowsOf(context):N0} rows of results, {RowsPerCommit:N0} a commit, a sync every {CommitsPerFlush} "
            + $"commits; medians of {context.Runs} runs")
        {
            Tables = { CostTable.Of("row", runs) },
        };
    }

    /// <summary>What the process does.</summary>
    public static Cost[] RunHere(SinkArguments arguments)
    {
        var plan = Plans.Metrics(
            arguments.Directory, Plans.Files(arguments.Directory, []), Plans.Tumbling, new EngineOptions());
        var rows = Batches.Results(plan, RowsPerCommit);
        string PathOf(string name) => Path.Combine(arguments.Directory, name);
        ISink Table() => new SqliteSink(PathOf("table.db"), "results", "bench", plan.ResultColumns);
        return
        [
            Measure("NDJSON file", PathOf("rows.ndjson"), p => new FileSink(p, new NdjsonFormat(plan.ResultColumns))),
            Measure("CSV file", PathOf("rows.csv"), p => new FileSink(p, new CsvFormat(plan.ResultColumns))),
            Measure("SQLite table", PathOf("table.db"), _ => Table()),
        ];

        Cost Measure(string name, string path, Func<string, ISink> create)
        {
            using var sink = create(path);
            sink.Open(new SinkProgress(new long[1], default));
            Write(sink, rows, 1, WarmCommits);
            var warmBytes = new FileInfo(path).Length;
            var (startNs, startBytes) = (ThreadClock.Now(), GC.GetAllocatedBytesForCurrentThread());
            var commits = (int)(arguments.Rows / RowsPerCommit);
            Write(sink, rows, WarmCommits + 1, commits);
            var (ns, bytes) = (ThreadClock.Now() - startNs, GC.GetAllocatedBytesForCurrentThread() - startBytes);
            var written = new FileInfo(path).Length - warmBytes;
            return new Cost(name, commits * (long)RowsPerCommit, written, ns, bytes);
        }
    }

    private static long RowsOf(BenchContext context) => context.Scale(BenchContext.DefaultRecords / 20);

    private static void Write(ISink sink, ResultBatch rows, int firstCommit, int commits)
    {
        var windows = rows.Columns[1].Values<long>();
        for (var commit = firstCommit; commit < firstCommit + commits; commit++)
        {
            // Another window each time, so that a table gets new rows.
            windows.AsSpan(0, rows.RowCount).Fill(1_700_000_000_000_000 + (commit * 1_000_000L));
            sink.Write(new ShardId(0), commit, rows);
            if ((commit - firstCommit + 1) % CommitsPerFlush == 0 || commit == firstCommit + commits - 1)
            {
                sink.Flush();
            }
        }
    }
}
