using System.Globalization;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Notation;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Functions;

/// <summary>Numbers as text has them: no blanks, no separators; the point is a point.</summary>
internal static class NumberText
{
    public const NumberStyles Whole = NumberStyles.AllowLeadingSign;

    public const NumberStyles Fraction =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
}

internal readonly struct Truncated : IUnary<double, long>, IUnary<decimal, long>
{
    private const double Limit = 9223372036854775808.0;

    public static bool Apply(double value, out long result)
    {
        // Both comparisons are false for NaN.
        var fits = value is >= -Limit and < Limit;
        result = fits ? (long)value : 0;
        return fits;
    }

    public static bool Apply(decimal value, out long result)
    {
        var whole = decimal.Truncate(value);
        var fits = whole is >= long.MinValue and <= long.MaxValue;
        result = fits ? (long)whole : 0;
        return fits;
    }
}

/// <summary>Between a time and its microseconds: a copy, because the column says which of them it holds.</summary>
internal readonly struct SameNumber : IUnary<long, long>
{
    public static bool Apply(long value, out long result)
    {
        result = value;
        return true;
    }
}

internal readonly struct OneOrZero : IUnary<bool, long>
{
    public static bool Apply(bool value, out long result)
    {
        result = value ? 1 : 0;
        return true;
    }
}

internal readonly struct NearestDouble : IUnary<decimal, double>
{
    public static bool Apply(decimal value, out double result)
    {
        result = (double)value;
        return true;
    }
}

/// <summary>The decimal of a double's first 15 digits, which are those that it keeps of any decimal.</summary>
internal readonly struct NearestDecimal : IUnary<double, decimal>
{
    private const double Limit = 7.9228162514264e28;

    public static bool Apply(double value, out decimal result)
    {
        var fits = value is >= -Limit and <= Limit;
        result = fits ? (decimal)value : 0;
        return fits;
    }
}

internal readonly struct ParsedInt : ITextValue<long>
{
    public static bool Apply(ReadOnlySpan<byte> text, out long result) =>
        long.TryParse(text, NumberText.Whole, CultureInfo.InvariantCulture, out result);
}

internal readonly struct ParsedDouble : ITextValue<double>
{
    public static bool Apply(ReadOnlySpan<byte> text, out double result) =>
        double.TryParse(text, NumberText.Fraction, CultureInfo.InvariantCulture, out result)
        && double.IsFinite(result);
}

/// <summary>Null rather than another number: what a decimal can't hold is none.</summary>
internal readonly struct ParsedDecimal : ITextValue<decimal>
{
    public static bool Apply(ReadOnlySpan<byte> text, out decimal result) =>
        ExactDecimal.TryParse(text, out result);
}

internal readonly struct ParsedTime : ITextValue<long>
{
    public static bool Apply(ReadOnlySpan<byte> text, out long result) => Iso8601.TryParse(text, out result);
}

internal readonly struct Formatted<T> : IFormat<T>
    where T : IUtf8SpanFormattable
{
    public static int Format(T value, Span<byte> target) =>
        value.TryFormat(target, out var written, default, CultureInfo.InvariantCulture) ? written : 0;
}

internal readonly struct FormattedBoolean : IFormat<bool>
{
    public static int Format(bool value, Span<byte> target)
    {
        var text = value ? "true"u8 : "false"u8;
        text.CopyTo(target);
        return text.Length;
    }
}

internal readonly struct FormattedTime : IFormat<long>
{
    public static int Format(long value, Span<byte> target) =>
        Iso8601.HasText(value) ? Iso8601.Write(value, target, isShort: false) : 0;
}

internal readonly struct FormattedDate : IFormat<long>
{
    private const int DateLength = 10;

    public static int Format(long value, Span<byte> target) =>
        FormattedTime.Format(value, target) > 0 ? DateLength : 0;
}
