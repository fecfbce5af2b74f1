using System.Text;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Functions;

internal readonly struct StartsWith : ITextTest
{
    public static bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.StartsWith(right);
}

internal readonly struct EndsWith : ITextTest
{
    public static bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.EndsWith(right);
}

internal readonly struct Contains : ITextTest
{
    public static bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.IndexOf(right) >= 0;
}

/// <summary>Number of characters (code points): every byte but the continuations of UTF-8.</summary>
internal readonly struct CharacterCount : ITextValue<long>
{
    public static bool Apply(ReadOnlySpan<byte> text, out long result)
    {
        result = text.Length;
        if (Ascii.IsValid(text))
        {
            return true;
        }

        foreach (var b in text)
        {
            result -= Utf8.IsContinuation(b) ? 1 : 0;
        }

        return true;
    }
}

internal readonly struct Trimmed : ITextSlice
{
    private const string White = " \t\n\v\f\r";

    public static bool Apply(ReadOnlySpan<byte> text, long first, long second, out int start, out int length)
    {
        for (start = 0; start < text.Length && White.Contains((char)text[start]);)
        {
            start++;
        }

        for (length = text.Length - start; length > 0 && White.Contains((char)text[start + length - 1]);)
        {
            length--;
        }

        return true;
    }
}

/// <summary>
/// The n-th piece between slashes that is not empty, from 1, of what stands before a query or fragment.
/// </summary>
internal readonly struct Segment : ITextSlice
{
    public static bool Apply(ReadOnlySpan<byte> text, long first, long second, out int start, out int length)
    {
        (start, length) = (0, 0);
        var end = text.IndexOfAny((byte)'?', (byte)'#');
        var path = end < 0 ? text : text[..end];
        while (first > 0 && start < path.Length)
        {
            var slash = path[start..].IndexOf((byte)'/');
            length = slash < 0 ? path.Length - start : slash;
            first -= length > 0 ? 1 : 0;
            if (first == 0)
            {
                return true;
            }

            start += length + 1;
        }

        return false;
    }
}

/// <summary>The characters at positions first to first + second - 1, from 1, of those that there are.</summary>
internal readonly struct Substring : ITextSlice
{
    public static bool Apply(ReadOnlySpan<byte> text, long first, long second, out int start, out int length)
    {
        // As a window of skipped and taken characters; saturating, because both numbers may be anything.
        var skip = Math.Max(0, first - (first > long.MinValue ? 1 : 0));
        var unbounded = second == long.MaxValue || (first > 0 && second > long.MaxValue - first);
        var end = unbounded ? long.MaxValue : first + second - 1;
        var take = second <= 0 ? 0 : Math.Max(0, end - skip);
        if (Ascii.IsValid(text))
        {
            start = (int)Math.Min(skip, text.Length);
            length = (int)Math.Min(take, text.Length - start);
        }
        else
        {
            start = Utf8.BytesOf(text, skip);
            length = Utf8.BytesOf(text[start..], take);
        }

        return true;
    }
}

internal readonly struct Lower : ITextMap
{
    public static bool TryMap(ReadOnlySpan<byte> text, ByteArena target)
    {
        if (!Ascii.IsValid(text))
        {
            Utf8.Map(text, target, Rune.ToLowerInvariant);
            return true;
        }

        if (text.IndexOfAnyInRange((byte)'A', (byte)'Z') < 0)
        {
            return false;
        }

        Ascii.ToLower(text, target.GetSpan(text.Length), out var written);
        target.Advance(written);
        return true;
    }
}

internal readonly struct Upper : ITextMap
{
    public static bool TryMap(ReadOnlySpan<byte> text, ByteArena target)
    {
        if (!Ascii.IsValid(text))
        {
            Utf8.Map(text, target, Rune.ToUpperInvariant);
            return true;
        }

        if (text.IndexOfAnyInRange((byte)'a', (byte)'z') < 0)
        {
            return false;
        }

        Ascii.ToUpper(text, target.GetSpan(text.Length), out var written);
        target.Advance(written);
        return true;
    }
}

/// <summary>Characters of text that is not all ASCII.</summary>
internal static class Utf8
{
    public static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;

    /// <summary>How many bytes the first so many characters take; all of them if there are fewer.</summary>
    public static int BytesOf(ReadOnlySpan<byte> text, long characters)
    {
        var i = 0;
        while (i < text.Length && (IsContinuation(text[i]) || characters-- > 0))
        {
            i++;
        }

        return i;
    }

    public static void Map(ReadOnlySpan<byte> text, ByteArena target, Func<Rune, Rune> map)
    {
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var consumed);
            target.Advance(map(rune).EncodeToUtf8(target.GetSpan(4)));
            text = text[consumed..];
        }
    }
}
