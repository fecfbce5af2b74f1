using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ActorPipeline.Routing;

/// <summary>
/// The hash of a key's bytes. It decides the shard, so it is part of the journal's format and never changes: the
/// folded 64x64-bit multiplication of wyhash, without a seed. Not meant to withstand keys made to collide; those
/// only get slower, since keys are compared whole.
/// </summary>
internal static class KeyHash
{
    private const ulong Prime0 = 0xa0761d6478bd642f;
    private const ulong Prime1 = 0xe7037ed1a0b428db;

    /// <summary>The 64-bit hash of the bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Compute(ReadOnlySpan<byte> key)
    {
        var length = key.Length;
        if (length > 16)
        {
            return ComputeLong(key);
        }

        ulong a, b;
        if (length >= 8)
        {
            a = Read8(key);
            b = Read8(key[(length - 8)..]);
        }
        else if (length >= 4)
        {
            a = BinaryPrimitives.ReadUInt32LittleEndian(key);
            b = BinaryPrimitives.ReadUInt32LittleEndian(key[(length - 4)..]);
        }
        else
        {
            a = length == 0 ? 0 : ((ulong)key[0] << 16) | ((ulong)key[length >> 1] << 8) | key[length - 1];
            b = 0;
        }

        return Finish(a, b, Prime0, length);
    }

    /// <summary>The shard of a hash: by its upper half, so that the lower half stays even within a shard.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ShardOf(ulong hash, int shardCount) => (int)(((hash >> 32) * (ulong)shardCount) >> 32);

    private static ulong ComputeLong(ReadOnlySpan<byte> key)
    {
        var seed = Prime0;
        var rest = key;
        while (rest.Length > 16)
        {
            seed = Mix(Read8(rest) ^ Prime1, Read8(rest[8..]) ^ seed);
            rest = rest[16..];
        }

        return Finish(Read8(key[^16..]), Read8(key[^8..]), seed, key.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Finish(ulong a, ulong b, ulong seed, int length) =>
        Mix(Prime1 ^ (ulong)length, Mix(a ^ Prime1, b ^ seed));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read8(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);
}
