using System.Globalization;
using System.Text;

namespace ActorPipeline.Decoding;

/// <summary>Unescaping of JSON strings (RFC 8259, section 7), strict about surrogates.</summary>
internal static class JsonEscapes
{
    /// <summary>
    /// Unescapes the text between the quotes. The result is never longer than the text. False for an unknown escape,
    /// or a surrogate without its other half.
    /// </summary>
    public static bool TryUnescape(ReadOnlySpan<byte> text, Span<byte> to, out int length)
    {
        length = 0;
        while (true)
        {
            var escape = text.IndexOf((byte)'\\');
            if (escape < 0)
            {
                text.CopyTo(to[length..]);
                length += text.Length;
                return true;
            }

            text[..escape].CopyTo(to[length..]);
            length += escape;
            text = text[escape..];
            if (text.Length < 2 || !TryOne(ref text, to, ref length))
            {
                return false;
            }
        }
    }

    private static bool TryOne(ref ReadOnlySpan<byte> text, Span<byte> to, ref int length)
    {
        if (text[1] == 'u')
        {
            return TryHex(ref text, to, ref length);
        }

        var index = "\"\\/bfnrt"u8.IndexOf(text[1]);
        if (index < 0)
        {
            return false;
        }

        to[length++] = "\"\\/\b\f\n\r\t"u8[index];
        text = text[2..];
        return true;
    }

    private static bool TryHex(ref ReadOnlySpan<byte> text, Span<byte> to, ref int length)
    {
        if (!TryUnit(text, out var unit))
        {
            return false;
        }

        text = text[6..];
        var rune = (int)unit;
        if (char.IsHighSurrogate(unit))
        {
            if (!TryUnit(text, out var low) || !char.IsLowSurrogate(low))
            {
                return false;
            }

            text = text[6..];
            rune = char.ConvertToUtf32(unit, low);
        }

        if (!Rune.TryCreate(rune, out var scalar))
        {
            return false;
        }

        length += scalar.EncodeToUtf8(to[length..]);
        return true;
    }

    private static bool TryUnit(ReadOnlySpan<byte> text, out char unit)
    {
        var valid = text.Length >= 6 & text.StartsWith("\\u"u8);
        ushort value = 0;
        valid = valid && ushort.TryParse(text.Slice(2, 4), NumberStyles.AllowHexSpecifier, null, out value);
        unit = (char)value;
        return valid;
    }
}
