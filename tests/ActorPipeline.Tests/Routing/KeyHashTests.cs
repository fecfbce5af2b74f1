using System.Text;
using ActorPipeline.Routing;

namespace ActorPipeline.Tests.Routing;

public sealed class KeyHashTests
{
    /// <summary>Part of the journal's format: these never change.</summary>
    public static TheoryData<string, ulong> Golden => new()
    {
        { "", 0x42bc986dc5eec4d3 },
        { "a", 0x6cf84e5a2465e867 },
        { "ab", 0x172ba773b8ebb6d8 },
        { "abc", 0xb4808df22d44ffcf },
        { "user", 0x06ada0079d1ec3c2 },
        { "user-12", 0xc9d3c21f0a69aac7 },
        { "user-123", 0x1e0c09ab08a1133c },
        { "0123456789abcdef", 0xb2671f9ae278c302 },
        { "0123456789abcdefg", 0x7603b7053e7dbc5a },
        { "a key that is longer than thirty-two bytes", 0x77c4d62e0df09af8 },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Hashes_never_change(string key, ulong hash) =>
        Assert.Equal(hash, KeyHash.Compute(Encoding.UTF8.GetBytes(key)));

    [Fact]
    public void Keys_spread_evenly_over_shards_and_within_them()
    {
        foreach (var shards in (int[])[1, 2, 3, 16, 100])
        {
            var counts = new int[shards];
            var lows = new int[16];
            for (var i = 0; i < 100_000; i++)
            {
                var hash = KeyHash.Compute(Encoding.ASCII.GetBytes($"user-{i}"));
                counts[KeyHash.ShardOf(hash, shards)]++;
                lows[hash & 15]++;
            }

            // Five standard deviations of an even spread.
            var even = 100_000.0 / shards;
            Assert.All(counts, c => Assert.InRange(c, even - (5 * Math.Sqrt(even)), even + (5 * Math.Sqrt(even))));
            Assert.All(lows, c => Assert.InRange(c, 6_250 - 400, 6_250 + 400));
        }
    }

    [Fact]
    public void Keys_that_differ_in_a_bit_or_in_length_have_other_hashes()
    {
        for (var length = 0; length < 70; length++)
        {
            var hashes = new HashSet<ulong> { KeyHash.Compute(new byte[length]) };
            Assert.True(hashes.Add(KeyHash.Compute(new byte[length + 1])));
            for (var bit = 0; bit < length * 8; bit++)
            {
                var key = new byte[length];
                key[bit >> 3] = (byte)(1 << (bit & 7));
                Assert.True(hashes.Add(KeyHash.Compute(key)), $"length {length}, bit {bit}");
            }
        }
    }

    [Fact]
    public void The_shard_of_the_least_and_the_greatest_hash_exists()
    {
        Assert.Equal(0, KeyHash.ShardOf(0, 7));
        Assert.Equal(6, KeyHash.ShardOf(ulong.MaxValue, 7));
    }
}
