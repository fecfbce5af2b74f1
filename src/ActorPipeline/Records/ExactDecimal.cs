using System.Buffers.Text;
using System.Globalization;

namespace ActorPipeline.Records;

/// <summary>Decimals as text has them. Where the platform's readers round in silence, this one refuses.</summary>
internal static class ExactDecimal
{
    /// <summary>So many digits, wherever the point is, are always held.</summary>
    private const int SafeDigits = 28;

    private const int MostDigits = 29;
    private const int LongestText = 40;
    private const long ExponentLimit = 1L << 40;

    /// <summary>
    /// Reads a number that takes up the whole text, with the scale that it is written in, as far as a decimal has it:
    /// a sign, digits with a point among them, an exponent. False where it is none, or a decimal can't hold its value;
    /// <paramref name="value"/> is then the nearest one if there is one.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal value) =>
        TryNearest(text, out value) && (IsSafe(text) || IsSame(text, value));

    /// <summary>The same, but takes the nearest decimal where it can't hold the value.</summary>
    public static bool TryNearest(ReadOnlySpan<byte> text, out decimal value) =>
        Utf8Parser.TryParse(text, out value, out int read) && read == text.Length;

    private static bool IsSafe(ReadOnlySpan<byte> text) =>
        text.Length <= SafeDigits && !text.ContainsAny((byte)'e', (byte)'E');

    private static bool IsSame(ReadOnlySpan<byte> text, decimal value)
    {
        Span<byte> written = stackalloc byte[LongestText];
        _ = value.TryFormat(written, out var length, default, CultureInfo.InvariantCulture);
        Span<byte> wanted = stackalloc byte[MostDigits];
        Span<byte> held = stackalloc byte[MostDigits];
        return TryTakeApart(text, wanted, out var wantedCount, out var wantedPower)
            && TryTakeApart(written[..length], held, out var heldCount, out var heldPower)
            && wantedPower == heldPower
            && wanted[..wantedCount].SequenceEqual(held[..heldCount]);
    }

    /// <summary>
    /// The digits from the first to the last that is no zero, and the power of ten of the last; false when they are
    /// too many.
    /// </summary>
    private static bool TryTakeApart(ReadOnlySpan<byte> text, Span<byte> digits, out int count, out long power)
    {
        var (zeros, hasPoint, at) = (0L, false, 0);
        (count, power) = (0, 0);
        for (; at < text.Length && (text[at] | 0x20) != 'e'; at++)
        {
            if (text[at] == '.')
            {
                hasPoint = true;
            }
            else if (text[at] is >= (byte)'0' and <= (byte)'9')
            {
                power -= hasPoint ? 1 : 0;
                if (!TryAppend(text[at], digits, ref count, ref zeros))
                {
                    return false;
                }
            }
        }

        power = count == 0 ? 0 : power + zeros + (at < text.Length ? Exponent(text[(at + 1)..]) : 0);
        return true;
    }

    /// <summary>Zeros are kept back until a digit follows that is none.</summary>
    private static bool TryAppend(byte digit, Span<byte> digits, ref int count, ref long zeros)
    {
        if (digit == '0')
        {
            zeros += count > 0 ? 1 : 0;
            return true;
        }

        if (count + zeros >= digits.Length)
        {
            return false;
        }

        digits.Slice(count, (int)zeros).Fill((byte)'0');
        count += (int)zeros + 1;
        digits[count - 1] = digit;
        zeros = 0;
        return true;
    }

    private static long Exponent(ReadOnlySpan<byte> text)
    {
        var exponent = 0L;
        foreach (var letter in text)
        {
            exponent = letter is (byte)'-' or (byte)'+'
                ? exponent : Math.Min(ExponentLimit, exponent * 10 + (letter - '0'));
        }

        return text is [(byte)'-', ..] ? -exponent : exponent;
    }
}
