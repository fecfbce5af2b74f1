using System.Buffers;

namespace ActorPipeline.Sinks.Formats;

/// <summary>JSON strings (RFC 8259, 7): escapes what must be escaped, and nothing else.</summary>
internal static class JsonText
{
    /// <summary>Bytes that one byte becomes at most: <c>\u001f</c>.</summary>
    public const int MaxGrowth = 6;

    private static readonly SearchValues<byte> MustEscape = SearchValues.Create(
    [
        0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F,
        0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F,
        (byte)'"', (byte)'\\',
    ]);

    /// <summary>Writes UTF-8 text as a JSON string, quotes included.</summary>
    /// <returns>Number of bytes written, at most 2 + <see cref="MaxGrowth"/> * the text's length.</returns>
    public static int WriteQuoted(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        destination[0] = (byte)'"';
        var at = 1;
        while (true)
        {
            var clean = text.IndexOfAny(MustEscape);
            if (clean < 0)
            {
                text.CopyTo(destination[at..]);
                at += text.Length;
                destination[at] = (byte)'"';
                return at + 1;
            }

            text[..clean].CopyTo(destination[at..]);
            at += clean;
            at += WriteEscaped(text[clean], destination[at..]);
            text = text[(clean + 1)..];
        }
    }

    /// <summary>A name as the beginning of an object's member: <c>"name":</c>.</summary>
    public static byte[] Name(string name)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(name);
        var quoted = new byte[(text.Length * MaxGrowth) + 3];
        var length = WriteQuoted(text, quoted);
        quoted[length] = (byte)':';
        return quoted[..(length + 1)];
    }

    private static int WriteEscaped(byte character, Span<byte> destination)
    {
        destination[0] = (byte)'\\';
        var letter = character switch
        {
            (byte)'"' or (byte)'\\' => character,
            0x08 => (byte)'b',
            0x09 => (byte)'t',
            0x0A => (byte)'n',
            0x0C => (byte)'f',
            0x0D => (byte)'r',
            _ => (byte)0,
        };
        if (letter != 0)
        {
            destination[1] = letter;
            return 2;
        }

        "u00"u8.CopyTo(destination[1..]);
        destination[4] = "0123456789abcdef"u8[character >> 4];
        destination[5] = "0123456789abcdef"u8[character & 15];
        return MaxGrowth;
    }
}
