using ActorPipeline.Journal.Format;

namespace ActorPipeline.Tests.Journal;

public sealed class PackedIntsTests
{
    [Fact]
    public void Every_width_comes_back_for_every_count()
    {
        for (var width = 0; width <= 64; width++)
        {
            var random = new Random(width);
            foreach (var count in (int[])[0, 1, 2, 3, 63, 64, 65, 1000])
            {
                var min = random.NextInt64();
                min = width == 64 ? long.MinValue : random.Next(2) == 0 ? min : -min;
                var values = new long[count];
                for (var i = 0; i < count; i++)
                {
                    var offset = (ulong)random.NextInt64() | ((ulong)random.Next(2) << 63);
                    values[i] = (long)((ulong)min + (width == 0 ? 0 : offset >> (64 - width)));
                }

                AssertComesBack(values, $"width {width}, count {count}");
            }
        }
    }

    [Theory]
    [InlineData(new long[] { })]
    [InlineData(new[] { long.MinValue })]
    [InlineData(new[] { long.MaxValue })]
    [InlineData(new[] { long.MinValue, long.MaxValue })]
    [InlineData(new[] { long.MaxValue, long.MinValue, 0, -1, 1 })]
    [InlineData(new[] { 7L, 7, 7 })]
    public void Extremes_come_back(long[] values) => AssertComesBack(values, string.Join(' ', values));

    [Fact]
    public void Equal_values_take_no_room_each()
    {
        Assert.Equal(2, Bytes.Written(w => PackedInts.Write(w, Enumerable.Repeat(5L, 10_000).ToArray())).Length);
        Assert.Equal(2, Bytes.Written(w => PackedInts.Write(w, [])).Length);
    }

    [Fact]
    public void Values_take_as_many_bits_as_their_range()
    {
        // 1000 values of a range of 2^10 - 1: 10 bits each, in whole words of 64.
        var values = Enumerable.Range(0, 1000).Select(i => 1_000_000L + (i % 1024)).ToArray();
        values[0] = 1_000_000 + 1023;
        var size = Bytes.Written(w => PackedInts.Write(w, values)).Length;
        Assert.Equal(3 + 1 + (157 * 8), size);
    }

    [Fact]
    public void Damaged_bytes_are_a_format_damage()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var values = Enumerable.Range(0, 100).Select(_ => random.NextInt64(1L << random.Next(63))).ToArray();
            Bytes.Fuzz(
                Bytes.Written(w => PackedInts.Write(w, values)), seed,
                (ref ByteCursor cursor) => PackedInts.Read(ref cursor, new long[100]));
        }
    }

    private static void AssertComesBack(long[] values, string because)
    {
        var read = new long[values.Length];
        Bytes.Read(
            Bytes.Written(w => PackedInts.Write(w, values)),
            (ref ByteCursor cursor) => PackedInts.Read(ref cursor, read));
        Assert.True(values.AsSpan().SequenceEqual(read), because);
    }
}
