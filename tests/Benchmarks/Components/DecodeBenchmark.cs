using ActorPipeline.Decoding;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using Benchmarks.Budget;
using Benchmarks.Children;
using Benchmarks.Reporting;
using Benchmarks.Workload;

namespace Benchmarks.Components;

/// <summary>Decoders alone.</summary>
internal sealed class DecodeBenchmark : IBenchmark
{
    private const int BatchCount = 8;

    /// <inheritdoc />
    public string Name => "decode";

    /// <inheritdoc />
    public string Summary => "decoders alone: flat, nested and wide JSON, access log lines, patterns";

    private static JsonDecoderSpec Orders { get; } = new(
    [
        new("order", ColumnType.String, "order"),
        new("time", ColumnType.Timestamp, "time", new TimeFormat(TimeFormatKind.Iso8601)),
        new("customer", ColumnType.String, "customer.id"),
        new("items", ColumnType.Int64, "items"),
        new("amount", ColumnType.Decimal, "amount"),
    ]);

    private static PatternDecoderSpec AccessLog { get; } = new(
        "combined",
        [
            new("host", ColumnType.String, "host"),
            new("time", ColumnType.Timestamp, "time", new TimeFormat(TimeFormatKind.CommonLog)),
            new("path", ColumnType.String, "path"),
            new("status", ColumnType.Int64, "status"),
            new("size", ColumnType.Int64, "size"),
        ]);

    /// <summary>The same line by a pattern that is scanned.</summary>
    private static PatternDecoderSpec Scanned { get; } = AccessLog with
    {
        Pattern = """(?<host>\S+) \S+ \S+ \[(?<time>[^\]]+)\] "[A-Z]+ (?<path>\S+) [^"]*" (?<status>\d+) """
            + """(?:(?<size>\d+)|-) "[^"]*" "[^"]*["]""",
    };

    /// <summary>The same once more, by a pattern that looking ahead does not decide.</summary>
    private static PatternDecoderSpec Matched { get; } = Scanned with
    {
        Pattern = Scanned.Pattern.Replace("[^\"]*", ".*", StringComparison.Ordinal),
    };

    /// <inheritdoc />
    public long DiskBytes(BenchContext context) => 0;

    /// <inheritdoc />
    public Report Run(BenchContext context)
    {
        var records = context.Scale(BenchContext.DefaultRecords / 4);
        var runs = new List<Cost[]>();
        for (var run = 1; run <= context.Runs; run++)
        {
            context.Say($"run {run} of {context.Runs}");
            runs.Add(context.Children.Run(Jobs.Decode, records).Value);
        }

        return new Report(Name, $"{records:N0} records of each kind, in memory; medians of {context.Runs} runs")
        {
            Tables = { CostTable.Of("record", runs) },
        };
    }

    /// <summary>What the process does.</summary>
    public static Cost[] RunHere(long records) =>
    [
        Decode("metrics (flat JSON)", GeneratorKind.Metrics, new JsonDecoderSpec(Plans.MetricColumns), records),
        Decode("orders (nested JSON)", GeneratorKind.Orders, Orders, records),
        Decode("access log (combined)", GeneratorKind.AccessLog, AccessLog, records),
        Decode("access log (pattern, scanned)", GeneratorKind.AccessLog, Scanned, records),
        Decode("access log (pattern, engine)", GeneratorKind.AccessLog, Matched, records / 8),
        .. WideRecords.Columns.SelectMany(columns => new[]
        {
            Decode(new WideRecords(columns, shuffled: false), records),
            Decode(new WideRecords(columns, shuffled: true), records),
        }),
    ];

    private static Cost Decode(WideRecords wide, long records) => Decode(
        wide.Name, wide.Batches(BatchCount), wide.Spec, Math.Max(200, records / wide.Spec.Columns.Count / 4));

    private static Cost Decode(string name, GeneratorKind kind, DecoderSpec spec, long records) =>
        Decode(name, Batches.Framed(kind, spec.Columns, BatchCount), spec, records);

    private static Cost Decode(string name, IReadOnlyList<RecordBatch> batches, DecoderSpec spec, long records)
    {
        var decoder = DecoderFactory.Create(spec);
        var (count, bytes, ns, allocated) = (0L, 0L, 0L, 0L);
        for (var turn = -2 * BatchCount; count < records; turn++)
        {
            var batch = batches[(turn + (2 * BatchCount)) % BatchCount];
            batch.Scratch.Clear();
            var (startNs, startBytes) = (ThreadClock.Now(), GC.GetAllocatedBytesForCurrentThread());
            decoder.Decode(batch);
            if (turn >= 0)
            {
                ns += ThreadClock.Now() - startNs;
                allocated += GC.GetAllocatedBytesForCurrentThread() - startBytes;
                count += batch.RowCount;
                bytes += batch.RowEnd[batch.RowCount - 1] - batch.RowStart[0];
            }
        }

        return batches.All(b => b.DeadRows.Count == 0)
            ? new Cost(name, count, bytes, ns, allocated)
            : throw new BenchException($"{name}: {batches.First(b => b.DeadRows.Count > 0).DeadRows[0].Detail}");
    }
}
