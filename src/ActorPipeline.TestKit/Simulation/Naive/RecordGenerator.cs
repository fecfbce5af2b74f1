using ActorPipeline.Records;

namespace ActorPipeline.TestKit.Simulation.Naive;

/// <summary>Made-up records: out of order, late, of the same time, with nulls, broken.</summary>
internal sealed class RecordGenerator(Random random)
{
    private const string Letters = "abcxyzäß€😀\"\\ ";

    private readonly double[] _doubles =
        [0, -0.0, 1.5, 0.1, -2.25, 1e300, -1e-300, 123456.789, double.Epsilon, 1.0 / 3];

    private readonly decimal[] _decimals = [0m, 0.0m, -0.0m, 1m, 1.0m, 1.00m, 12345678901234567890.125m];

    /// <summary>Number of different keys.</summary>
    public int Keys { get; init; } = 20;

    /// <summary>Mean distance of records in event time, microseconds.</summary>
    public int StepUs { get; init; } = 100;

    /// <summary>Records come up to this much out of order.</summary>
    public int JitterUs { get; init; } = 1_000;

    /// <summary>Share of records that come far too late.</summary>
    public double LateShare { get; init; } = 0.05;

    /// <summary>Share of records that are broken or have no time.</summary>
    public double BrokenShare { get; init; } = 0.03;

    /// <summary>Share of values that are null.</summary>
    public double NullShare { get; init; } = 0.1;

    /// <summary>Event time of the first record.</summary>
    public long StartUs { get; init; } = -20_000;

    public List<TestRecord> Make(int count)
    {
        var records = new List<TestRecord>(count);
        var time = StartUs + random.Next(StepUs * 10);
        for (var i = 0; i < count; i++)
        {
            // Sometimes nothing happens for a while: sessions end.
            time += random.Next(50) == 0 ? random.Next(100 * StepUs) : random.Next(StepUs * 2);
            var own = random.NextDouble() < LateShare ? time - random.Next(20 * JitterUs)
                : random.Next(4) == 0 ? time
                : time - random.Next(JitterUs);
            records.Add(random.NextDouble() < BrokenShare ? MakeBroken(own) : MakeWhole(own));
        }

        return records;
    }

    private TestRecord MakeWhole(long time) => new(
        time,
        Maybe($"key-{random.Next(Keys)}"),
        Maybe<long>(random.Next(3)),
        Maybe(random.Next(20) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(-1000, 1000)),
        Maybe(random.Next(3) == 0 ? _doubles[random.Next(_doubles.Length)] : Math.Round(random.NextDouble() * 100, 2)),
        Maybe(random.Next(3) == 0
            ? _decimals[random.Next(_decimals.Length)]
            : new decimal(random.Next(100_000), 0, 0, random.Next(2) == 0, (byte)random.Next(4))),
        Maybe(Text()),
        Maybe(random.Next(2) == 0));

    private TestRecord MakeBroken(long time) => random.Next(4) switch
    {
        0 => MakeWhole(time) with { T = null },
        1 => MakeWhole(time) with { T = 300_000_000_000_000_000, Broken = DeadReason.BadTime },
        2 => MakeWhole(time) with { Line = "{\"t\":12,\"k\":", Broken = DeadReason.Malformed },
        _ => MakeWhole(time) with
        {
            Line = "{\"t\":" + time + ",\"s\":\"" + new string('x', 900) + "\"}", Broken = DeadReason.OverLong,
        },
    };

    private string Text() => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Letters.EnumerateRunes()
        .ElementAt(random.Next(12)).ToString()));

    private T? Maybe<T>(T value)
        where T : struct => random.NextDouble() < NullShare ? null : value;

    private string? Maybe(string value) => random.NextDouble() < NullShare ? null : value;
}
