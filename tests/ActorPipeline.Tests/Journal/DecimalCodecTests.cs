using ActorPipeline.Journal.Format;

namespace ActorPipeline.Tests.Journal;

public sealed class DecimalCodecTests
{
    private static readonly decimal[] _odd =
    [
        0m, 0.00m, new(0, 0, 0, true, 0), new(0, 0, 0, true, 2), decimal.MaxValue, decimal.MinValue, 1.50m, 1.5m,
        9223372036854775807m, -9223372036854775808m, 9223372036854775808m, 18446744073709551615m,
        0.0000000000000000000000000001m,
    ];

    [Fact]
    public void Value_sign_and_places_come_back()
    {
        var codec = new DecimalCodec();
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (places, oddShare) = (random.Next(29), random.Next(2) * random.NextDouble());
            var values = Enumerable.Range(0, random.Next(100)).Select(_ => random.NextDouble() < oddShare
                ? _odd[random.Next(_odd.Length)]
                : new decimal(
                    random.Next(), random.Next(3) == 0 ? random.Next() : 0, random.Next(20) == 0 ? random.Next() : 0,
                    random.Next(2) == 0, (byte)(random.Next(30) == 0 ? random.Next(29) : places))).ToArray();
            AssertComesBack(codec, values, $"seed {seed}");
        }
    }

    [Fact]
    public void Odd_values_come_back_alone_and_together()
    {
        AssertComesBack(new DecimalCodec(), _odd, "all");
        AssertComesBack(new DecimalCodec(), [], "none");
        foreach (var value in _odd)
        {
            AssertComesBack(new DecimalCodec(), [value], $"{value}");
            AssertComesBack(new DecimalCodec(), [value, value], $"{value} twice");
        }
    }

    [Fact]
    public void Amounts_of_one_scale_are_packed()
    {
        var values = Enumerable.Range(0, 1000).Select(i => i / 100m * 1.00m).Select(v => decimal.Round(v, 2)).ToArray();
        var scaled = values.Select(v => new decimal((int)(v * 100), 0, 0, false, 2)).ToArray();
        Assert.InRange(Bytes.Written(w => new DecimalCodec().Write(w, scaled)).Length, 1250, 1300);
    }

    [Fact]
    public void Sixteen_bytes_that_are_no_decimal_are_damage()
    {
        Assert.Throws<FormatDamageException>(() => DecimalCodec.FromBits([1, 2, 3, 29 << 16]));
        Assert.Throws<FormatDamageException>(() => DecimalCodec.FromBits([1, 2, 3, 1]));
    }

    [Fact]
    public void Damaged_bytes_are_a_format_damage()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var values = seed % 2 == 0 ? _odd : [.. Enumerable.Range(0, _odd.Length).Select(i => i * 1.25m)];
            Bytes.Fuzz(
                Bytes.Written(w => new DecimalCodec().Write(w, values)), seed,
                (ref ByteCursor cursor) => new DecimalCodec().Read(ref cursor, new decimal[_odd.Length]));
        }
    }

    private static void AssertComesBack(DecimalCodec codec, decimal[] values, string because)
    {
        var read = new decimal[values.Length];
        Bytes.Read(
            Bytes.Written(w => codec.Write(w, values)), (ref ByteCursor cursor) => codec.Read(ref cursor, read));
        Assert.True(values.SelectMany(decimal.GetBits).SequenceEqual(read.SelectMany(decimal.GetBits)), because);
    }
}
