using ActorPipeline.Expressions.Kernels;

namespace ActorPipeline.Expressions.Functions;

internal readonly struct Absolute : IUnary<long, long>, IUnary<double, double>, IUnary<decimal, decimal>
{
    public static bool Apply(long value, out long result)
    {
        result = value < 0 ? unchecked(-value) : value;
        return value != long.MinValue;
    }

    public static bool Apply(double value, out double result)
    {
        result = Math.Abs(value);
        return true;
    }

    public static bool Apply(decimal value, out decimal result)
    {
        result = Math.Abs(value);
        return true;
    }
}

internal readonly struct Floored : IUnary<double, double>, IUnary<decimal, decimal>
{
    public static bool Apply(double value, out double result)
    {
        result = Math.Floor(value);
        return true;
    }

    public static bool Apply(decimal value, out decimal result)
    {
        result = decimal.Floor(value);
        return true;
    }
}

internal readonly struct Ceiled : IUnary<double, double>, IUnary<decimal, decimal>
{
    public static bool Apply(double value, out double result)
    {
        result = Math.Ceiling(value);
        return true;
    }

    public static bool Apply(decimal value, out decimal result)
    {
        result = decimal.Ceiling(value);
        return true;
    }
}

/// <summary>Halves go away from zero, as SQL rounds and as people do.</summary>
internal readonly struct Rounded : IUnary<double, double>, IUnary<decimal, decimal>
{
    public static bool Apply(double value, out double result)
    {
        result = Math.Round(value, MidpointRounding.AwayFromZero);
        return true;
    }

    public static bool Apply(decimal value, out decimal result)
    {
        result = decimal.Round(value, MidpointRounding.AwayFromZero);
        return true;
    }
}

internal readonly struct RoundedTo : IBinary<double, long, double>, IBinary<decimal, long, decimal>
{
    public static bool Apply(double left, long right, out double result)
    {
        result = Math.Round(left, (int)right, MidpointRounding.AwayFromZero);
        return true;
    }

    public static bool Apply(decimal left, long right, out decimal result)
    {
        result = decimal.Round(left, (int)right, MidpointRounding.AwayFromZero);
        return true;
    }
}

internal readonly struct Lesser : IBinary<long, long, long>, IBinary<double, double, double>,
    IBinary<decimal, decimal, decimal>
{
    public static bool Apply(long left, long right, out long result)
    {
        result = Math.Min(left, right);
        return true;
    }

    public static bool Apply(double left, double right, out double result)
    {
        result = Math.Min(left, right);
        return true;
    }

    // Of 1.5 and 1.50, the left.
    public static bool Apply(decimal left, decimal right, out decimal result)
    {
        result = right < left ? right : left;
        return true;
    }
}

internal readonly struct GreaterOf : IBinary<long, long, long>, IBinary<double, double, double>,
    IBinary<decimal, decimal, decimal>
{
    public static bool Apply(long left, long right, out long result)
    {
        result = Math.Max(left, right);
        return true;
    }

    public static bool Apply(double left, double right, out double result)
    {
        result = Math.Max(left, right);
        return true;
    }

    public static bool Apply(decimal left, decimal right, out decimal result)
    {
        result = right > left ? right : left;
        return true;
    }
}
