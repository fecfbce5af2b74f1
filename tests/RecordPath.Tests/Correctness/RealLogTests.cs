using System.Globalization;
using System.Text.RegularExpressions;
using ActorPipeline.Definitions;
using ActorPipeline.Emission;
using ActorPipeline.Expressions;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;

namespace RecordPath.Tests.Correctness;

/// <summary>A real web site's log: requests a minute by class of status, against SQL over what a regex reads.</summary>
public sealed partial class RealLogTests
{
    private static readonly ColumnSpec[] _columns =
    [
        new("time", ColumnType.Timestamp, "time", new TimeFormat(TimeFormatKind.CommonLog)),
        new("status", ColumnType.Int64, "status"),
        new("size", ColumnType.Int64, "size"),
    ];

    [SharedDataFact]
    public void Requests_a_minute_by_class_of_status_are_those_of_sql()
    {
        var lines = File.ReadAllLines(Path.Combine(SharedDataFactAttribute.Folder!, "apache_access.log"));
        using var table = new SqlTable("n", "t", "class", "size");
        table.Insert(lines.Select(Read).OfType<object?[]>());
        var world = new World(Plan(), 1, new MemoryInput(lines) { MaxBatchRows = 400 });

        var status = world.RunToEnd();

        var expected = table.Query("""
            WITH judged AS (SELECT *, coalesce(max(t) OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                - 5, 0) - 60 AS bound FROM records)
            SELECT class, (t / 60) * 60000000, (t / 60) * 60000000 + 60000000, count(*), sum(size), max(size)
            FROM judged WHERE (t / 60) * 60 + 60 > bound GROUP BY class, t / 60
            """);
        RowComparison.AssertSame(expected, world.Results.Rows.Select(r => r.Values), 3, "the real log");
        Assert.Equal(lines.Length, status.Counters.In);
        Assert.True(status.Counters.IsBalanced);
        Assert.Equal(expected.Sum(r => (long)r[3]!), status.Counters.Applied);
        Assert.Equal(
            lines.Count(l => Read(l, 0) is null),
            world.DeadLetters.Rows.Count(r => (long)r.Values[DeadLetterSchema.Reason]! == (long)DeadReason.Malformed));
    }

    /// <summary>
    /// Number of the line, seconds since 1970, class of status, size; null for a line that is not one.
    /// </summary>
    private static object?[]? Read(string line, int number)
    {
        var match = Line().Match(line);
        return !match.Success ? null :
        [
            number,
            DateTimeOffset.ParseExact(
                match.Groups[1].Value, "dd/MMM/yyyy:HH:mm:ss zzz", CultureInfo.InvariantCulture).ToUnixTimeSeconds(),
            long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) / 100,
            match.Groups[3].Value == "-" ? null : long.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture),
        ];
    }

    private static PipelinePlan Plan()
    {
        var schema = new ExpressionSchema(_columns.Select(c => (c.Name, c.Type)));
        return Plans.Of(new WindowSpec.Tumbling(60_000_000), [], ["count()"], shards: 4) with
        {
            Decoder = new PatternDecoderSpec("combined", _columns),
            Lets = [new LetSpec("class", ExpressionCompiler.Compile("status / 100", schema))],
            Key = [new KeyPart("class", _columns.Length, ColumnType.Int64)],
            EventTime = new EventTimeSpec(0, 5_000_000, 60_000_000, TimeSpan.FromDays(1), long.MaxValue / 4),
            Aggregates =
            [
                AggregateSyntax.Parse("requests", "count()", schema),
                AggregateSyntax.Parse("bytes", "sum(size)", schema),
                AggregateSyntax.Parse("largest", "max(size)", schema),
            ],
        };
    }

    [GeneratedRegex(
        """^\S+ \S+ \S+ \[([^\]]+)\] "(?:[^"\\]|\\.)*" (\d{3}) (\d+|-) "(?:[^"\\]|\\.)*" "(?:[^"\\]|\\.)*"$""")]
    private static partial Regex Line();
}
