using ActorPipeline.TestKit.Simulation.Naive;

namespace RecordPath.Tests.Correctness;

/// <summary>
/// Records whose numbers are hard to add up: of any magnitude, close to each other but far from zero, at the ends of
/// their types, or cancelling out. Each key has a way of its own; times come in any order.
/// </summary>
internal sealed class NumberGenerator(Random random, int keys)
{
    private static readonly long[] _longs = [long.MaxValue, long.MinValue, -long.MaxValue, 1, 0, -1, 1L << 53];

    private static readonly decimal[] _decimals =
    [
        decimal.MaxValue, decimal.MinValue, 1, -1, 0, 0.5m, -0.5m, 0.0000000000000000000000000001m,
        7_000_000_000_000_000_000_000_000_000m, 0.04m, 1.000000000000000001m, 100_000_000_000m,
    ];

    private static readonly double[] _doubles =
        [1e308, -1e308, double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon, 1, 0, -0.0, 1e16, -1e16];

    private readonly Way[] _ways = [.. Enumerable.Range(0, keys).Select(_ => new Way(random))];

    private enum Manner
    {
        Any,
        Near,
        Ends,
        Cancelling,
    }

    public List<TestRecord> Make(int count, int stepUs)
    {
        var records = new List<TestRecord>();
        while (records.Count < count)
        {
            var key = random.Next(keys);
            var record = new TestRecord(
                records.Count * stepUs, $"key-{key}", null, _ways[key].Int64(), _ways[key].Double(),
                _ways[key].Decimal(), null, random.Next(3) > 0);
            records.Add(record);
            if (_ways[key].Manner == Manner.Cancelling && record.I != long.MinValue)
            {
                records.Add(record with { T = records.Count * stepUs, I = -record.I, D = -record.D, M = -record.M });
            }
        }

        records = records.ConvertAll(r => r with { I = Maybe(r.I), D = Maybe(r.D), M = Maybe(r.M) });
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(records));
        return records;
    }

    private T? Maybe<T>(T? value)
        where T : struct => random.Next(10) == 0 ? null : value;

    /// <summary>How the numbers of a key are drawn.</summary>
    private sealed class Way(Random random)
    {
        private readonly long _long = random.NextInt64(long.MinValue / 2, long.MaxValue / 2);
        private readonly double _double = AnyDouble(random, 290);
        private readonly decimal _decimal = random.NextInt64() * (random.Next(2) == 0 ? 1m : 1_000_000_000m);
        private readonly int _exponents = random.Next(2) == 0 ? 6 : 290;
        private readonly int _places = random.Next(1, 9);

        public Manner Manner { get; } = (Manner)random.Next(4);

        public long Int64() => Manner switch
        {
            Manner.Near => _long + random.Next(10),
            Manner.Ends => _longs[random.Next(_longs.Length)],
            _ => random.NextInt64() >> random.Next(63),
        };

        public double Double() => Manner switch
        {
            Manner.Near => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(_double) + random.Next(10)),
            Manner.Ends => _doubles[random.Next(_doubles.Length)],
            _ => AnyDouble(random, _exponents),
        };

        public decimal Decimal() => Manner switch
        {
            Manner.Near => _decimal + new decimal(random.Next(1, 10), 0, 0, false, (byte)_places),
            Manner.Ends => _decimals[random.Next(_decimals.Length)],
            _ => new decimal(
                random.Next() >> random.Next(32), random.Next(-1, 2) * random.Next(), random.Next(2) * random.Next(),
                random.Next(2) == 0, (byte)random.Next(29)),
        };

        private static double AnyDouble(Random random, int exponents) =>
            (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-exponents, exponents + 1));
    }
}
