using ActorPipeline.Plan;

namespace ActorPipeline.Tests.Windows;

/// <summary>What an aggregate of numbers is does not depend on their order, on batches, snapshots or merges.</summary>
public sealed class NumberTests
{
    public static TheoryData<string, object[], object?> Cases => new()
    {
        { "sum(m)", [79228162514264337593543950335m, 1m, -1m], 79228162514264337593543950335m },
        { "sum(m)", [7_000_000_000_000_000_000_000_000_000m, 0.04m, 0.04m], 7_000_000_000_000_000_000_000_000_000.1m },
        { "sum(m)", [1.000000000000000001m, 100_000_000_000m, -100_000_000_000m], 1.000000000000000001m },
        { "sum(m)", [decimal.MaxValue, 0.25m, 0.25m], null },
        { "sum(m)", [decimal.MinValue, -0.25m, -0.24m], decimal.MinValue },
        { "sum(m)", [-0.0000000000000000000000000001m, 1.5m, -1m], 0.4999999999999999999999999999m },
        { "sum(i)", [long.MaxValue, 1L, -1L], long.MaxValue },
        { "sum(d)", [1e16, 1.0, -1e16], 1.0 },
        { "sum(d)", [1e308, 1e308, -1e308], 1e308 },
        { "sum(d)", [1e308, 1e308, 1e308], null },
        { "mean(i)", [(1L << 53) + 1, (1L << 53) + 1, (1L << 53) + 4], (1L << 53) + 2.0 },
        { "mean(m)", [decimal.MaxValue, decimal.MaxValue, decimal.MaxValue], (double)decimal.MaxValue },
        { "mean(m)", [0.1m, 0.2m, 0.6m], 0.3 },
        { "mean(d)", [1e308, 1e308, 1e308], 1e308 },
        { "variance(i)", [10_000_000_000_000_001L, 10_000_000_000_000_003L, 10_000_000_000_000_005L], 4.0 },
        { "variance(i)", [long.MinValue, long.MinValue, long.MinValue], 0.0 },
        { "variance(m)", [10_000_000_000_000_000.1m, 10_000_000_000_000_000.3m, 10_000_000_000_000_000.5m], 0.04 },
        { "stddev(m)", [10_000_000_000_000_000.1m, 10_000_000_000_000_000.3m, 10_000_000_000_000_000.5m], 0.2 },
        { "variance(d)", [1e16, 1e16 + 2], 2.0 },
        { "variance(d)", [1e16, 1e16 + 2, 1e16 + 4], 4.0 },
        { "variance(d)", [0.1, 0.1, 0.1], 0.0 },
        { "stddev(d)", [1e200, 3e200, 5e200], 2e200 },
        { "stddev(d)", [1e-200, 3e-200, 5e-200], 2e-200 },
        { "stddev(d)", [-1e308, 0.0, 1e308], 1e308 },
        { "stddev(d)", [1.0, double.PositiveInfinity, 3.0], null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_aggregate_is_the_same_in_any_order_and_after_any_snapshot(
        string aggregate, object[] values, object? expected)
    {
        foreach (var order in Orders(values))
        {
            var rig = new ProgramRig(new WindowSpec.Tumbling(10), 0, 10, aggregate);
            foreach (var value in order)
            {
                rig.Apply(0, (0, 5, [value]));
                var restarted = new ProgramRig(new WindowSpec.Tumbling(10), 0, 10, aggregate);
                restarted.Load(rig);
                rig = restarted;
            }

            AssertSame(expected, rig.Close(10).Single()[2]);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_aggregate_is_the_same_however_sessions_become_one(
        string aggregate, object[] values, object? expected)
    {
        foreach (var order in Orders(values))
        {
            foreach (var gaps in Orders([.. Enumerable.Range(1, values.Length - 1).Cast<object>()]))
            {
                var rig = new ProgramRig(new WindowSpec.Session(10), 0, 10, aggregate);
                rig.Apply(0, [.. order.Select((value, i) => (0, 20L * i, (object?[])[value]))]);
                foreach (int gap in gaps)
                {
                    rig.Apply(0, (0, (20L * gap) - 10, [null]));
                }

                AssertSame(expected, rig.Close(1_000).Single()[2]);
            }
        }
    }

    private static void AssertSame(object? expected, object? actual)
    {
        if (expected is double number && actual is double other)
        {
            Assert.InRange(other, number - (Math.Abs(number) * 3e-16), number + (Math.Abs(number) * 3e-16));
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }

    private static IEnumerable<object[]> Orders(object[] values) => values.Length <= 1
        ? [values]
        : values.SelectMany((first, i) => Orders([.. values[..i], .. values[(i + 1)..]])
            .Select(rest => (object[])[first, .. rest]));
}
