using ActorPipeline.Expressions.Kernels;

namespace ActorPipeline.Expressions.Functions;

/// <summary>
/// What decimal arithmetic has in common: the runtime has no way to be told of an overflow but by an exception, which
/// is slow, so that a clear overflow is found beforehand in doubles; only at the very edge one is caught.
/// </summary>
internal static class DecimalRange
{
    private const double ClearlyBeyond = 8e28;

    public static bool IsBeyond(double estimate) => Math.Abs(estimate) > ClearlyBeyond;
}

internal readonly struct Plus : IBinary<long, long, long>, IBinary<double, double, double>,
    IBinary<decimal, decimal, decimal>
{
    public static bool Apply(long left, long right, out long result)
    {
        result = unchecked(left + right);
        return ((left ^ result) & (right ^ result)) >= 0;
    }

    public static bool Apply(double left, double right, out double result)
    {
        result = left + right;
        return double.IsFinite(result);
    }

    public static bool Apply(decimal left, decimal right, out decimal result)
    {
        result = default;
        if (DecimalRange.IsBeyond((double)left + (double)right))
        {
            return false;
        }

        try
        {
            result = left + right;
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}

internal readonly struct Minus : IBinary<long, long, long>, IBinary<double, double, double>,
    IBinary<decimal, decimal, decimal>
{
    public static bool Apply(long left, long right, out long result)
    {
        result = unchecked(left - right);
        return ((left ^ right) & (left ^ result)) >= 0;
    }

    public static bool Apply(double left, double right, out double result)
    {
        result = left - right;
        return double.IsFinite(result);
    }

    public static bool Apply(decimal left, decimal right, out decimal result) =>
        Plus.Apply(left, -right, out result);
}

internal readonly struct Times : IBinary<long, long, long>, IBinary<double, double, double>,
    IBinary<decimal, decimal, decimal>
{
    public static bool Apply(long left, long right, out long result)
    {
        var high = Math.BigMul(left, right, out result);
        return high == result >> 63;
    }

    public static bool Apply(double left, double right, out double result)
    {
        result = left * right;
        return double.IsFinite(result);
    }

    public static bool Apply(decimal left, decimal right, out decimal result)
    {
        result = default;
        if (DecimalRange.IsBeyond((double)left * (double)right))
        {
            return false;
        }

        try
        {
            result = left * right;
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}

internal readonly struct DividedBy : IBinary<long, long, long>, IBinary<double, double, double>,
    IBinary<decimal, decimal, decimal>
{
    public static bool Apply(long left, long right, out long result)
    {
        if (right is 0 || (right is -1 && left == long.MinValue))
        {
            result = 0;
            return false;
        }

        result = left / right;
        return true;
    }

    public static bool Apply(double left, double right, out double result)
    {
        result = left / right;
        return double.IsFinite(result);
    }

    public static bool Apply(decimal left, decimal right, out decimal result)
    {
        result = default;
        if (right == 0 || DecimalRange.IsBeyond((double)left / (double)right))
        {
            return false;
        }

        try
        {
            result = left / right;
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}

internal readonly struct Modulo : IBinary<long, long, long>, IBinary<double, double, double>,
    IBinary<decimal, decimal, decimal>
{
    public static bool Apply(long left, long right, out long result)
    {
        // The remainder by -1 is 0, but the processor traps on the least value.
        result = right is 0 or -1 ? 0 : left % right;
        return right != 0;
    }

    public static bool Apply(double left, double right, out double result)
    {
        result = left % right;
        return double.IsFinite(result);
    }

    public static bool Apply(decimal left, decimal right, out decimal result)
    {
        result = default;
        if (right == 0)
        {
            return false;
        }

        try
        {
            result = left % right;
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}

internal readonly struct Negative : IUnary<long, long>, IUnary<double, double>, IUnary<decimal, decimal>
{
    public static bool Apply(long value, out long result)
    {
        result = unchecked(-value);
        return value != long.MinValue;
    }

    public static bool Apply(double value, out double result)
    {
        result = -value;
        return true;
    }

    public static bool Apply(decimal value, out decimal result)
    {
        result = -value;
        return true;
    }
}
