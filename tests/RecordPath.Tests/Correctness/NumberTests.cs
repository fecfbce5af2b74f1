using ActorPipeline.Plan;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Correctness;

/// <summary>
/// Aggregates of numbers are those of exact arithmetic, whatever the magnitudes, the order, the batches, the shards,
/// the snapshots, and how sessions become one. Those of integers and decimals to the last bit; those of doubles as near
/// as said here.
/// </summary>
public sealed class NumberTests
{
    /// <summary>Relative error of variances and deviations of doubles, whatever the values.</summary>
    private const double SpreadError = 1e-15;

    /// <summary>Of a root that is taken of what was rounded.</summary>
    private const double RootError = 4e-16;

    /// <summary>Of sums and means of doubles: their own rounding, and that of what cancels out.</summary>
    private const double SumError = 4e-16;
    private const double CancelledError = 1e-25;

    /// <summary>Of what cancels out where the sum is beyond the range of doubles on the way.</summary>
    private const double CancelledBeyondError = 1e-13;

    /// <summary>All, and how much a sum of doubles cancels out.</summary>
    private static readonly ReferenceAggregate[] _aggregates =
    [
        .. ReferenceAggregate.All.Where(a => !a.Text.Contains("(s)", StringComparison.Ordinal)),
        new("sum(abs(d))", AggregateKind.Sum, r => r.D is { } d ? Math.Abs(d) : null, _ => true),
        new("sum(abs(d)) where b", AggregateKind.Sum, r => r.D is { } d ? Math.Abs(d) : null, r => r.B == true),
    ];

    public static TheoryData<string> Kinds => [.. WindowKinds.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Aggregates_are_those_of_exact_arithmetic(string window)
    {
        foreach (var seed in Seeds.Up(12))
        {
            var random = new Random(seed);
            var plan = Plans.Of(
                WindowKinds.Of(window), ["k"], [.. _aggregates.Select(a => a.Text)], outOfOrderUs: 1_000_000_000,
                shards: 1 + random.Next(8), engine: EngineVariation.Draw(new EngineOptions(), random));
            var generator = new NumberGenerator(random, 1 + random.Next(6));
            var partitions = Enumerable.Range(0, 1 + random.Next(3))
                .Select(_ => generator.Make(random.Next(80), random.Next(20, 900))).ToList();
            var test = new Case(plan, ["k"], _aggregates, partitions);
            var world = test.MakeWorld(seed);

            world.RunToEnd();

            var reference = new Reference(plan, ["k"], _aggregates, null);
            for (var i = 0; i < partitions.Count; i++)
            {
                reference.Read(i, partitions[i]);
            }

            Compare(reference.Results(), [.. world.Results.Rows.Select(r => r.Values)], window, seed);
        }
    }

    private static void Compare(
        List<object?[]> expected, List<IReadOnlyList<object?>> actual, string window, int seed)
    {
        var keys = window == "global" ? 1 : 3;
        Assert.Equal(expected.Count, actual.Count);
        var byKey = actual.ToDictionary(row => string.Join('|', row.Take(keys)));
        foreach (var row in expected)
        {
            var key = string.Join('|', row.Take(keys));
            for (var i = 0; i < _aggregates.Length; i++)
            {
                var (right, found) = (row[keys + i], byKey[key][keys + i]);
                Assert.True(
                    IsRight(_aggregates[i], right, found, row.AsSpan(keys)),
                    $"{window}, seed {seed}, {key}: {_aggregates[i].Text} is {SinkRow.TextOf(found)}, "
                    + $"not {SinkRow.TextOf(right)}");
            }
        }
    }

    private static bool IsRight(ReferenceAggregate aggregate, object? right, object? found, ReadOnlySpan<object?> row)
    {
        if (right is double edge && found is null && aggregate.Kind == AggregateKind.Sum)
        {
            // Rounded, a sum at the edge of the range is beyond it.
            return Math.Abs(edge) >= double.MaxValue - Cancelled(aggregate, row);
        }

        if (right is not double number || found is not double other)
        {
            // At the end of the range the error of what cancels out may lead beyond it.
            return right is double end && found is null
                ? Cancelled(aggregate, row) > double.MaxValue - Math.Abs(end)
                : right is decimal ? SinkRow.TextOf(right) == SinkRow.TextOf(found)
                : Equals(right, found);
        }

        var isOfDoubles = aggregate.Text.Contains("d)", StringComparison.Ordinal);
        return aggregate.Kind switch
        {
            AggregateKind.StdDev when !isOfDoubles => IsNear(number, other, RootError),
            AggregateKind.Variance or AggregateKind.StdDev when isOfDoubles => IsNear(number, other, SpreadError),
            AggregateKind.Sum or AggregateKind.Mean when isOfDoubles =>
                IsNear(number, other, SumError, Cancelled(aggregate, row)),
            _ => number.Equals(other),
        };
    }

    /// <summary>By how much a sum may be wrong because of what it has cancelled out.</summary>
    private static double Cancelled(ReferenceAggregate aggregate, ReadOnlySpan<object?> row)
    {
        var magnitudes = row[aggregate.Text.EndsWith("where b", StringComparison.Ordinal) ? ^1 : ^2];
        return magnitudes is double sum ? sum * CancelledError : double.MaxValue * CancelledBeyondError;
    }

    private static bool IsNear(double right, double found, double relative, double absolute = 0) =>
        Math.Abs(right - found) <= (Math.Abs(right) * relative) + absolute + double.Epsilon;
}
