using System.Globalization;
using Benchmarks.Children;
using Benchmarks.RecordPath;
using Benchmarks.Reporting;
using Benchmarks.Workload;

namespace Benchmarks.State;

/// <summary>Very many actors at once, in less memory than they take.</summary>
internal sealed class KeysBenchmark : IBenchmark
{
    private const long FewKeys = 1_000_000;
    private const long ManyKeys = 10_000_000;
    private const long MemoryLimit = 2_000_000_000;
    private const long StateLimit = 256_000_000;

    /// <inheritdoc />
    public string Name => "keys";

    /// <inheritdoc />
    public string Summary => "1 and 10 million actors that never end: throughput, peak memory, passivation";

    /// <inheritdoc />
    public long DiskBytes(BenchContext context) =>
        KeyFile.RecordsOf(context.Scale(ManyKeys)) * 6 * MetricFiles.RecordBytes;

    /// <inheritdoc />
    public Report Run(BenchContext context)
    {
        var (few, many) = (context.Scale(FewKeys), context.Scale(ManyKeys));

        // The allowance shrinks with the keys, so that a quick look passivates too.
        var stateBytes = (long)(StateLimit * ((double)many / ManyKeys));
        var small = Measure(context, few, 0);
        var large = Measure(context, many, stateBytes);
        return new Report(
            Name, $"actors with a window for all time; two records a key, one in 1,000 returns to any earlier key")
        {
            Figures =
            {
                new("peak_rss_bytes", $"peak memory at {many:N0} keys", large.Usage.PeakRssBytes, Unit.Bytes,
                    Target.AtMost(MemoryLimit)),
            },
            Tables = { TableOf((few, 0, small), (many, stateBytes, large)) },
            Notes =
            {
                $"The process with {many:N0} keys runs under DOTNET_GCHeapHardLimit = {MemoryLimit:N0} bytes, and may "
                + $"keep {stateBytes:N0} bytes of keys and state resident (engine option StateBytes); what is "
                + "used least passivates to the journal's snapshots and is read back when a record comes for it.",
            },
        };
    }

    private static Table TableOf(params (long Keys, long StateBytes, Measured<PipelineResult> Run)[] runs)
    {
        var table = new Table(
            "sizes",
            new TableColumn("keys", "keys"),
            new TableColumn("state_limit_bytes", "state limit", Unit.Bytes),
            new TableColumn("peak_rss_bytes", "peak memory", Unit.Bytes),
            new TableColumn("records_per_cpu_second", "records/CPU s", Unit.PerSecond),
            new TableColumn("records_per_second", "records/s", Unit.PerSecond),
            new TableColumn("page_loads", "page loads"),
            new TableColumn("snapshot_bytes_per_record", "snapshots a record", Unit.FewBytes),
            new TableColumn("commit_p99_ms", "commit p99", Unit.Milliseconds));
        foreach (var (keys, stateBytes, (value, usage)) in runs)
        {
            table.Add(
                keys, stateBytes == 0 ? null : stateBytes, usage.PeakRssBytes, value.Applied / usage.CpuSeconds,
                value.Applied / value.WallSeconds, value.PageLoads, value.SnapshotBytes / (double)value.Applied,
                value.CommitP99Ms);
        }

        return table;
    }

    private static Measured<PipelineResult> Measure(BenchContext context, long keys, long stateBytes)
    {
        const string name = "run";
        context.Say($"{keys:N0} keys");
        var directory = context.NewDirectory(name);
        var arguments = new PipelineArguments
        {
            Files = [KeyFile.Write(Path.Combine(directory, "keys.ndjson"), keys)],
            Directory = directory,
            Records = KeyFile.RecordsOf(keys),
            IsGlobal = true,
            StateBytes = stateBytes,
        };
        var measured = stateBytes == 0
            ? context.Children.Run(Jobs.Pipeline, arguments)
            : context.Children.Run(
                Jobs.Pipeline, arguments,
                ("DOTNET_GCHeapHardLimit", "0x" + MemoryLimit.ToString("X", CultureInfo.InvariantCulture)));
        ResultCheck.Run(Path.Combine(directory, Plans.ResultsName), arguments.Records);
        context.Remove(name);
        return measured.Value.Keys == keys
            ? measured
            : throw new BenchException($"{measured.Value.Keys} actors were left of {keys}: a bug");
    }
}
