using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActorPipeline.Sources;

/// <summary>
/// Finds all line feeds of a block at once. A search per line costs a call for each of them; one mask for 64 bytes
/// costs less than a nanosecond, whatever the length of the lines.
/// </summary>
internal static class NewlineScanner
{
    /// <summary>Least length of the array of findings: a block may consist of line feeds only.</summary>
    public const int BlockBytes = 64;

    /// <summary>
    /// Writes the indexes of line feeds at or after <paramref name="from"/> and moves it to where the search stopped:
    /// the end of the data, or before, where there is no more room for a whole block's findings.
    /// </summary>
    /// <returns>How many were found.</returns>
    public static int Find(ReadOnlySpan<byte> data, ref int from, Span<int> found)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(found.Length, BlockBytes);
        var count = 0;
        var at = from;
        ref var bytes = ref MemoryMarshal.GetReference(data);
        while (at <= data.Length - BlockBytes && count <= found.Length - BlockBytes)
        {
            var mask = Mask(ref Unsafe.Add(ref bytes, at));
            while (mask != 0)
            {
                found[count++] = at + BitOperations.TrailingZeroCount(mask);
                mask &= mask - 1;
            }

            at += BlockBytes;
        }

        if (at > data.Length - BlockBytes)
        {
            for (; at < data.Length && count < found.Length; at++)
            {
                if (data[at] == '\n')
                {
                    found[count++] = at;
                }
            }
        }

        from = at;
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(ref byte block)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            var feed = Vector256.Create((byte)'\n');
            var low = Vector256.Equals(Vector256.LoadUnsafe(ref block), feed).ExtractMostSignificantBits();
            var high = Vector256.Equals(Vector256.LoadUnsafe(ref block, 32), feed).ExtractMostSignificantBits();
            return low | ((ulong)high << 32);
        }

        var mask = 0UL;
        for (var i = 0; i < BlockBytes; i += Vector128<byte>.Count)
        {
            var lane = Vector128.Equals(Vector128.LoadUnsafe(ref block, (nuint)i), Vector128.Create((byte)'\n'));
            mask |= (ulong)lane.ExtractMostSignificantBits() << i;
        }

        return mask;
    }
}
