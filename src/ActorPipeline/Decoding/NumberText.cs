namespace ActorPipeline.Decoding;

/// <summary>Exact reading of decimal numbers written as text, in every form that JSON allows.</summary>
internal static class NumberText
{
    /// <summary>Exponents beyond this can't matter: the value is zero, out of range, or all fraction.</summary>
    private const long ExponentLimit = 1L << 40;

    /// <summary>So many digits can't overflow.</summary>
    private const int PlainDigits = 18;

    /// <summary>Reads a whole 64-bit integer in any form: <c>12</c>, <c>12.0</c>, <c>1.2e1</c>.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (text.Length is 0 or > PlainDigits)
        {
            return TryScale(text, 0, out value, out var whole) && whole;
        }

        foreach (var letter in text)
        {
            var digit = letter - (uint)'0';
            if (digit > 9)
            {
                return TryScale(text, 0, out value, out var exact) && exact;
            }

            value = value * 10 + digit;
        }

        return true;
    }

    /// <summary>
    /// Computes floor(number * 10^<paramref name="power"/>) exactly, whatever the number of digits, and whether the
    /// product is whole. False when the text is not a number or the result does not fit.
    /// </summary>
    public static bool TryScale(ReadOnlySpan<byte> text, int power, out long value, out bool exact)
    {
        value = 0;
        exact = true;
        if (!TryTakeApart(text, out var negative, out var whole, out var fraction, out var exponent))
        {
            return false;
        }

        var digits = (long)whole.Length + exponent + power;
        ulong magnitude = 0;
        if (!TryAccumulate(whole, ref digits, ref magnitude, ref exact)
            || !TryAccumulate(fraction, ref digits, ref magnitude, ref exact))
        {
            return false;
        }

        for (; digits > 0 && magnitude != 0; digits--)
        {
            if (!TryAppend(ref magnitude, 0))
            {
                return false;
            }
        }

        return TrySign(magnitude, negative, exact, out value);
    }

    /// <summary>
    /// The length of the JSON number that the text starts with; 0 when it starts with none. Strict: no leading zeros,
    /// no plus, digits on both sides of a point.
    /// </summary>
    public static int JsonLength(ReadOnlySpan<byte> text)
    {
        var at = text is [(byte)'-', ..] ? 1 : 0;
        var whole = DigitCount(text[at..]);
        if (whole == 0 || (whole > 1 && text[at] == '0'))
        {
            return 0;
        }

        at += whole;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = DigitCount(text[++at..]);
            if (fraction == 0)
            {
                return 0;
            }

            at += fraction;
        }

        if (at < text.Length && (text[at] | 0x20) == 'e')
        {
            at += at + 1 < text.Length && text[at + 1] is (byte)'+' or (byte)'-' ? 2 : 1;
            var exponent = at <= text.Length ? DigitCount(text[at..]) : 0;
            return exponent == 0 ? 0 : at + exponent;
        }

        return at;
    }

    private static bool TryTakeApart(
        ReadOnlySpan<byte> text,
        out bool negative,
        out ReadOnlySpan<byte> whole,
        out ReadOnlySpan<byte> fraction,
        out long exponent)
    {
        negative = text is [(byte)'-', ..];
        fraction = default;
        exponent = 0;
        if (text is [(byte)'-' or (byte)'+', ..])
        {
            text = text[1..];
        }

        whole = text[..DigitCount(text)];
        text = text[whole.Length..];
        if (text is [(byte)'.', ..])
        {
            fraction = text.Slice(1, DigitCount(text[1..]));
            text = text[(1 + fraction.Length)..];
            if (fraction.IsEmpty)
            {
                return false;
            }
        }

        return !whole.IsEmpty && (text.IsEmpty || TryExponent(text, out exponent));
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, out long exponent)
    {
        exponent = 0;
        if ((text[0] | 0x20) != 'e')
        {
            return false;
        }

        text = text[1..];
        var negative = text is [(byte)'-', ..];
        if (text is [(byte)'-' or (byte)'+', ..])
        {
            text = text[1..];
        }

        if (text.IsEmpty || DigitCount(text) != text.Length)
        {
            return false;
        }

        foreach (var digit in text)
        {
            exponent = Math.Min(ExponentLimit, exponent * 10 + (digit - '0'));
        }

        exponent = negative ? -exponent : exponent;
        return true;
    }

    private static bool TryAccumulate(ReadOnlySpan<byte> text, ref long digits, ref ulong magnitude, ref bool exact)
    {
        foreach (var digit in text)
        {
            if (digits > 0)
            {
                if (!TryAppend(ref magnitude, digit - (uint)'0'))
                {
                    return false;
                }
            }
            else
            {
                exact &= digit == '0';
            }

            digits--;
        }

        return true;
    }

    private static bool TryAppend(ref ulong magnitude, uint digit)
    {
        const ulong limit = (1UL << 63) / 10;
        if (magnitude > limit)
        {
            return false;
        }

        magnitude = magnitude * 10 + digit;
        return true;
    }

    private static bool TrySign(ulong magnitude, bool negative, bool exact, out long value)
    {
        magnitude += negative && !exact ? 1UL : 0;
        value = negative ? (long)(0 - magnitude) : (long)magnitude;
        return magnitude <= (negative ? 1UL << 63 : long.MaxValue);
    }

    private static int DigitCount(ReadOnlySpan<byte> text)
    {
        var count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return count < 0 ? text.Length : count;
    }
}
