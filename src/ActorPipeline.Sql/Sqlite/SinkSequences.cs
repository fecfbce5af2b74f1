using System.Buffers.Binary;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>By shard the last delivered commit: 8 bytes each, little-endian.</summary>
internal static class SinkSequences
{
    /// <summary>Fills as many shards as both have; returns how many are stored.</summary>
    public static int Decode(ReadOnlySpan<byte> stored, Span<long> sequences)
    {
        var count = stored.Length / sizeof(long);
        for (var shard = 0; shard < Math.Min(count, sequences.Length); shard++)
        {
            sequences[shard] = BinaryPrimitives.ReadInt64LittleEndian(stored[(shard * sizeof(long))..]);
        }

        return count;
    }

    /// <summary>0 for a shard that is not stored.</summary>
    public static long At(ReadOnlySpan<byte> stored, int shard) =>
        stored.Length < (shard + 1) * sizeof(long)
            ? 0
            : BinaryPrimitives.ReadInt64LittleEndian(stored[(shard * sizeof(long))..]);
}
