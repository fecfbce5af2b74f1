using System.Buffers;

namespace ActorPipeline.Sinks.Formats;

/// <summary>CSV fields (RFC 4180, 2): quoted where they must be and where they are empty, unlike a null.</summary>
internal static class CsvText
{
    /// <summary>Bytes that one byte becomes at most: a quote is doubled.</summary>
    public const int MaxGrowth = 2;

    private static readonly SearchValues<byte> MustQuote = SearchValues.Create("\",\r\n"u8);

    /// <summary>Writes a field.</summary>
    /// <returns>Number of bytes written, at most 2 + <see cref="MaxGrowth"/> * the text's length.</returns>
    public static int Write(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        if (!text.IsEmpty && !text.ContainsAny(MustQuote))
        {
            text.CopyTo(destination);
            return text.Length;
        }

        destination[0] = (byte)'"';
        var at = 1;
        for (var quote = text.IndexOf((byte)'"'); quote >= 0; quote = text.IndexOf((byte)'"'))
        {
            text[..(quote + 1)].CopyTo(destination[at..]);
            at += quote + 1;
            destination[at++] = (byte)'"';
            text = text[(quote + 1)..];
        }

        text.CopyTo(destination[at..]);
        at += text.Length;
        destination[at] = (byte)'"';
        return at + 1;
    }
}
