using System.Numerics;
using System.Runtime.InteropServices;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>Null flags of whole columns.</summary>
internal static class Nulls
{
    /// <summary>Makes null what is null in another column.</summary>
    public static void Add(Column target, Column source, int rows)
    {
        if (!source.HasNulls)
        {
            return;
        }

        var flags = source.IsNull.AsSpan(0, rows);
        if (target.HasNulls)
        {
            Or(target.IsNull.AsSpan(0, rows), flags);
        }
        else if (flags.IndexOf(true) is >= 0 and var first)
        {
            target.SetNull(first, rows);
            flags.CopyTo(target.IsNull);
        }
    }

    /// <summary>Makes every row null.</summary>
    public static void SetAll(Column target, int rows)
    {
        if (rows > 0)
        {
            target.SetNull(0, rows);
            target.IsNull.AsSpan(0, rows).Fill(true);
        }
    }

    public static void Or(Span<bool> target, ReadOnlySpan<bool> other)
    {
        var x = MemoryMarshal.AsBytes(target);
        var y = MemoryMarshal.AsBytes(other)[..x.Length];
        var i = 0;
        for (; i <= x.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            (new Vector<byte>(x[i..]) | new Vector<byte>(y[i..])).CopyTo(x[i..]);
        }

        for (; i < x.Length; i++)
        {
            x[i] |= y[i];
        }
    }

    public static void And(Span<bool> target, ReadOnlySpan<bool> other)
    {
        var x = MemoryMarshal.AsBytes(target);
        var y = MemoryMarshal.AsBytes(other)[..x.Length];
        var i = 0;
        for (; i <= x.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            (new Vector<byte>(x[i..]) & new Vector<byte>(y[i..])).CopyTo(x[i..]);
        }

        for (; i < x.Length; i++)
        {
            x[i] &= y[i];
        }
    }
}
