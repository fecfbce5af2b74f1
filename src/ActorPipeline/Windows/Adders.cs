using System.Runtime.CompilerServices;

namespace ActorPipeline.Windows;

/// <summary>Takes no value and no word.</summary>
internal readonly struct Nothing<T> : IAdder<T>
    where T : struct
{
    public static int WordCount => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref long words, T value)
    {
    }
}

/// <summary>Counts the values, whatever they are.</summary>
internal readonly struct Counter<T> : IAdder<T>
    where T : struct
{
    public static int WordCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref long words, T value) => words++;
}

/// <summary>
/// One adder, and another for the words that follow: what two aggregates of one input do with a value.
/// </summary>
internal readonly struct Both<T, TFirst, TSecond> : IAdder<T>
    where T : struct
    where TFirst : struct, IAdder<T>
    where TSecond : struct, IAdder<T>
{
    public static int WordCount => TFirst.WordCount + TSecond.WordCount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref long words, T value)
    {
        TFirst.Add(ref words, value);
        TSecond.Add(ref Unsafe.Add(ref words, TFirst.WordCount), value);
    }
}
