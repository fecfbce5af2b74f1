using System.Globalization;
using System.Text;
using ActorPipeline.Definitions;
using ActorPipeline.Expressions;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace RecordPath.Tests.Crash;

/// <summary>
/// Input of every kind: out of order, late, malformed, without a time, filtered; two partitions that share keys. All
/// aggregates are exact whatever the interleaving, so two runs must agree to the byte.
/// </summary>
internal sealed record Workload(int Seed)
{
    private const long StartMs = 1_700_000_000_000;

    public int Partitions { get; init; } = 2;

    /// <summary>Records a partition.</summary>
    public int Records { get; init; } = 200;

    public int Keys { get; init; } = 12;

    public int Shards { get; init; } = 3;

    /// <summary>Event time between two records of a partition, on average.</summary>
    public int StepMs { get; init; } = 100;

    public WindowSpec Window { get; init; } = new WindowSpec.Tumbling(2_000_000);

    public int BatchBytes { get; init; } = 300;

    public EngineOptions Engine { get; init; } = new()
    {
        BatchesInFlight = 4,
        CommitInterval = TimeSpan.FromMilliseconds(1),
        SinkFlushInterval = TimeSpan.FromMilliseconds(20),
        CommitBytes = 600,
        TailBytes = 6_000,
    };

    /// <summary>Writes the input files.</summary>
    public void WriteInput(string directory)
    {
        for (var partition = 0; partition < Partitions; partition++)
        {
            File.WriteAllText(InputPath(directory, partition), Lines(partition));
        }
    }

    public static string InputPath(string directory, int partition) =>
        Path.Combine(directory, $"input-{partition}.ndjson");

    /// <summary>The plan over the input in a directory, with its output there too.</summary>
    public PipelinePlan Plan(string directory, SinkSpec? sink = null)
    {
        ColumnSpec[] columns =
        [
            new("k", ColumnType.String, "k"),
            new("ts", ColumnType.Timestamp, "ts", new TimeFormat(TimeFormatKind.EpochMillis)),
            new("v", ColumnType.Int64, "v"),
            new("note", ColumnType.String, "note"),
        ];
        var schema = new ExpressionSchema(columns.Select(c => (c.Name, c.Type)));
        var paths = Enumerable.Range(0, Partitions).Select(p => InputPath(directory, p)).ToArray();
        return new PipelinePlan
        {
            Name = "crash",
            Source = new FilesSourceSpec(paths, Parallel: true, directory) { BatchBytes = BatchBytes },
            Decoder = new JsonDecoderSpec(columns),
            Where = ExpressionCompiler.Compile("v != 7", schema),
            Key = [new KeyPart("k", 0, ColumnType.String)],
            EventTime = Window is WindowSpec.Global
                ? null
                : new EventTimeSpec(1, 500_000, 500_000, TimeSpan.FromHours(1), 3_600_000_000),
            Window = Window,
            Aggregates =
            [
                AggregateSyntax.Parse("n", "count()", schema),
                AggregateSyntax.Parse("sum", "sum(v)", schema),
                AggregateSyntax.Parse("least", "min(v)", schema),
                AggregateSyntax.Parse("most", "max(note)", schema),
                AggregateSyntax.Parse("big", "count(v > 50)", schema),
            ],
            Sink = sink ?? new SinkSpec.File(Path.Combine(directory, "results.ndjson"), FileSinkFormat.Ndjson),
            DeadLetterPath = Path.Combine(directory, "dead.ndjson"),
            ShardCount = Shards,
            Engine = Engine,
        };
    }

    private string Lines(int partition)
    {
        var random = new Random((Seed * 31) + partition);
        var text = new StringBuilder();
        var timeMs = StartMs;
        for (var i = 0; i < Records; i++)
        {
            timeMs += random.Next(2 * StepMs);
            text.Append(Line(random, timeMs)).Append('\n');
        }

        return text.ToString();
    }

    private string Line(Random random, long timeMs)
    {
        var key = $"k{random.Next(Keys)}";
        var value = random.Next(100);
        var at = timeMs - random.Next(600);
        return random.Next(40) switch
        {
            0 => $"{{\"k\":\"{key}\",\"ts\":",
            1 => $"{{\"k\":\"{key}\",\"v\":{value}}}",
            2 => string.Create(CultureInfo.InvariantCulture, $"{{\"k\":\"{key}\",\"ts\":{timeMs - 60_000},\"v\":1}}"),
            3 => "not \u00e9ven JSON",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"k\":\"{key}\",\"ts\":{at},\"v\":{value},\"note\":\"n{random.Next(1000)}\"}}"),
        };
    }
}
