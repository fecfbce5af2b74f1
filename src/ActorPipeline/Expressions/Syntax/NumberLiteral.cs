using System.Globalization;
using System.Text;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Syntax;

/// <summary>What digits mean: an int; a double with a point or an exponent; a decimal with an m.</summary>
internal static class NumberLiteral
{
    private const NumberStyles Fraction =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The type and value of digits with their sign, or why they have none.</summary>
    public static (ColumnType Type, object? Value, string? Error) Parse(string digits)
    {
        if (digits[^1] is 'm' or 'M')
        {
            return Exact(Encoding.ASCII.GetBytes(digits[..^1]));
        }

        if (digits.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            var value = double.Parse(digits, Fraction, CultureInfo.InvariantCulture);
            return double.IsFinite(value) && (value != 0 || IsZero(digits))
                ? (ColumnType.Double, value, null)
                : (default, null, "this number is beyond the range of a double");
        }

        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? (ColumnType.Int64, whole, null)
            : (default, null,
                "this number is beyond the range of an int; write it with .0 for a double or with m for a decimal");
    }

    private static bool IsZero(string digits) => !digits.Split('e', 'E')[0].AsSpan().ContainsAnyInRange('1', '9');

    private static (ColumnType Type, object? Value, string? Error) Exact(byte[] digits)
    {
        if (ExactDecimal.TryParse(digits, out var value))
        {
            return (ColumnType.Decimal, value, null);
        }

        return (default, null, ExactDecimal.TryNearest(digits, out _)
            ? "this number has more digits than a decimal, which has 28, and as many after the point"
            : "this number is beyond the range of a decimal, which has 28 digits");
    }
}
