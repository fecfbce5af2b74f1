using ActorPipeline.Journal.Format;

namespace ActorPipeline.Tests.Journal;

public sealed class DoubleCodecTests
{
    private static readonly double[] _odd =
    [
        0, -0.0, double.NaN, BitConverter.Int64BitsToDouble(0x7ff8000000000001), double.PositiveInfinity,
        double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon, 1e15 + 0.5, 1e300,
        9007199254740993, 9223372036854775807, -9223372036854775808, 0.1 + 0.2, 1.0 / 3, 1e-7,
    ];

    [Fact]
    public void Every_bit_comes_back()
    {
        var codec = new DoubleCodec();
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var (digits, oddShare) = (random.Next(8), random.Next(3) == 0 ? 0 : random.NextDouble() / 4);
            var values = new double[random.Next(300)];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = random.NextDouble() < oddShare ? _odd[random.Next(_odd.Length)]
                    : digits == 7 ? BitConverter.Int64BitsToDouble(random.NextInt64())
                    : Math.Round((random.NextDouble() * 2000) - 1000, digits);
            }

            AssertComesBack(codec, values, $"seed {seed}");
        }
    }

    [Fact]
    public void Odd_values_come_back_alone_and_together()
    {
        var codec = new DoubleCodec();
        AssertComesBack(codec, _odd, "all");
        AssertComesBack(codec, [], "none");
        foreach (var value in _odd)
        {
            AssertComesBack(codec, [value], $"{value}");
        }
    }

    [Fact]
    public void Short_decimals_take_their_digits_and_not_eight_bytes()
    {
        // 0.00 to 9.99: ten bits each.
        var values = Enumerable.Range(0, 1000).Select(i => i / 100.0).ToArray();
        Assert.InRange(Bytes.Written(w => new DoubleCodec().Write(w, values)).Length, 1250, 1300);
    }

    [Fact]
    public void A_few_exceptions_do_not_cost_all_their_compression()
    {
        var values = Enumerable.Range(0, 1000).Select(i => i % 100 == 50 ? Math.PI * i : i / 100.0).ToArray();
        Assert.InRange(Bytes.Written(w => new DoubleCodec().Write(w, values)).Length, 1250, 1500);
    }

    [Fact]
    public void Damaged_bytes_are_a_format_damage()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var values = Enumerable.Range(0, 50).Select(i => random.Next(12) == 0 ? Math.PI : random.Next(100) / 4.0);
            Bytes.Fuzz(
                Bytes.Written(w => new DoubleCodec().Write(w, values.ToArray())), seed,
                (ref ByteCursor cursor) => new DoubleCodec().Read(ref cursor, new double[50]));
        }
    }

    private static void AssertComesBack(DoubleCodec codec, double[] values, string because)
    {
        var read = new double[values.Length];
        Bytes.Read(
            Bytes.Written(w => codec.Write(w, values)), (ref ByteCursor cursor) => codec.Read(ref cursor, read));
        Assert.True(
            values.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(read.Select(BitConverter.DoubleToInt64Bits)),
            because);
    }
}
