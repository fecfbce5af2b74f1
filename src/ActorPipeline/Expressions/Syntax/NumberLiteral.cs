using System.Globalization;
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
            return decimal.TryParse(digits.AsSpan(..^1), Fraction, CultureInfo.InvariantCulture, out var exact)
                ? (ColumnType.Decimal, exact, null)
                : (default, null, "this number is beyond the range of a decimal, which has 28 digits");
        }

        if (digits.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            var value = double.Parse(digits, Fraction, CultureInfo.InvariantCulture);
            return double.IsFinite(value)
                ? (ColumnType.Double, value, null)
                : (default, null, "this number is beyond the range of a double");
        }

        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? (ColumnType.Int64, whole, null)
            : (default, null,
                "this number is beyond the range of an int; write it with .0 for a double or with m for a decimal");
    }
}
