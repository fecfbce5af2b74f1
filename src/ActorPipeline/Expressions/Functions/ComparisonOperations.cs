using System.Numerics;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Functions;

internal readonly struct Equal<T> : IBinary<T, T, bool>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right, out bool result)
    {
        result = left == right;
        return true;
    }
}

internal readonly struct NotEqual<T> : IBinary<T, T, bool>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right, out bool result)
    {
        result = left != right;
        return true;
    }
}

internal readonly struct Less<T> : IBinary<T, T, bool>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right, out bool result)
    {
        result = left < right;
        return true;
    }
}

internal readonly struct LessOrEqual<T> : IBinary<T, T, bool>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right, out bool result)
    {
        result = left <= right;
        return true;
    }
}

internal readonly struct Greater<T> : IBinary<T, T, bool>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right, out bool result)
    {
        result = left > right;
        return true;
    }
}

internal readonly struct GreaterOrEqual<T> : IBinary<T, T, bool>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right, out bool result)
    {
        result = left >= right;
        return true;
    }
}

internal readonly struct BooleanEqual : IBinary<bool, bool, bool>
{
    public static bool Apply(bool left, bool right, out bool result)
    {
        result = left == right;
        return true;
    }
}

internal readonly struct BooleanNotEqual : IBinary<bool, bool, bool>
{
    public static bool Apply(bool left, bool right, out bool result)
    {
        result = left != right;
        return true;
    }
}

internal readonly struct TextEqual : ITextTest
{
    public static bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceEqual(right);
}

internal readonly struct TextNotEqual : ITextTest
{
    public static bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => !left.SequenceEqual(right);
}

internal readonly struct TextLess : ITextTest
{
    public static bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceCompareTo(right) < 0;
}

internal readonly struct TextLessOrEqual : ITextTest
{
    public static bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceCompareTo(right) <= 0;
}

internal readonly struct TextGreater : ITextTest
{
    public static bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceCompareTo(right) > 0;
}

internal readonly struct TextGreaterOrEqual : ITextTest
{
    public static bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceCompareTo(right) >= 0;
}

/// <summary>The lesser of two texts, by their bytes.</summary>
internal readonly struct TextLeast : ITextPair<Utf8Slice>
{
    public static Utf8Slice Apply(BatchText text, Utf8Slice left, Utf8Slice right) =>
        text[left].SequenceCompareTo(text[right]) > 0 ? right : left;
}

/// <summary>The greater of two texts, by their bytes.</summary>
internal readonly struct TextGreatest : ITextPair<Utf8Slice>
{
    public static Utf8Slice Apply(BatchText text, Utf8Slice left, Utf8Slice right) =>
        text[left].SequenceCompareTo(text[right]) > 0 ? left : right;
}
