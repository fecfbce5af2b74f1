using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorPipeline.Windows.Numbers;

/// <summary>
/// Integers of more than 128 bits in the words of a cell: two's complement, the lowest word first. What does not fit
/// is lost, so callers give them room for all values that they can ever take.
/// </summary>
internal static class WideInt
{
    /// <summary>The greatest power of ten in a word.</summary>
    public const int TensInWord = 19;

    private static readonly BigInteger[] _bigTens =
        [.. Enumerable.Range(0, (2 * DecimalParts.MaxScale) + 1).Select(n => BigInteger.Pow(10, n))];

    private static readonly ulong[] _tens = [.. Enumerable.Range(0, TensInWord + 1).Select(n => (ulong)_bigTens[n])];

    /// <summary>Adds an integer of as many words, or of fewer that is not negative.</summary>
    public static void Add(Span<long> words, ReadOnlySpan<long> addend)
    {
        ulong carry = 0;
        for (var i = 0; i < words.Length && (i < addend.Length || carry != 0); i++)
        {
            var sum = (UInt128)(ulong)words[i] + (i < addend.Length ? (ulong)addend[i] : 0) + carry;
            words[i] = (long)(ulong)sum;
            carry = (ulong)(sum >> 64);
        }
    }

    /// <summary>Adds 128 bits to an integer of 256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref long words, Int128 addend)
    {
        var low = new UInt128((ulong)Unsafe.Add(ref words, 1), (ulong)words);
        var sum = low + (UInt128)addend;
        (words, Unsafe.Add(ref words, 1)) = ((long)(ulong)sum, (long)(ulong)(sum >> 64));
        var carry = (sum < low ? 1 : 0) - (addend < 0 ? 1 : 0);
        if (carry != 0)
        {
            ref var third = ref Unsafe.Add(ref words, 2);
            third += carry;

            // Where the third word went beyond its end.
            Unsafe.Add(ref words, 3) += third == 0 && carry > 0 ? 1 : third == -1 && carry < 0 ? -1 : 0;
        }
    }

    /// <summary>Multiplies by a power of ten.</summary>
    public static void MultiplyByTen(Span<long> words, int power)
    {
        if (power == 0)
        {
            return;
        }

        for (; power > TensInWord; power -= TensInWord)
        {
            Multiply(words, _tens[TensInWord]);
        }

        Multiply(words, _tens[power]);
    }

    /// <summary>A power of ten, up to the places of a decimal's square.</summary>
    public static BigInteger PowerOfTen(int power) => _bigTens[power];

    /// <summary>A power of ten that a word has room for.</summary>
    public static ulong WordOfTen(int power) => _tens[power];

    /// <summary>The words as one integer where 128 bits have room for it; null where they have not.</summary>
    public static Int128? ReadShort(ReadOnlySpan<long> words)
    {
        var sign = words[1] < 0 ? -1L : 0L;
        return words[2..].ContainsAnyExcept(sign) ? null : new Int128((ulong)words[1], (ulong)words[0]);
    }

    /// <summary>The words as one integer.</summary>
    public static BigInteger Read(ReadOnlySpan<long> words) => new(MemoryMarshal.AsBytes(words));

    /// <summary>Sets the words to an integer.</summary>
    /// <returns>Whether it fits; else the words are as they were.</returns>
    public static bool TryWrite(Span<long> words, BigInteger value)
    {
        if (value.GetByteCount() > words.Length * sizeof(long))
        {
            return false;
        }

        words.Fill(value.Sign < 0 ? -1 : 0);
        return value.TryWriteBytes(MemoryMarshal.AsBytes(words), out _);
    }

    private static void Multiply(Span<long> words, ulong factor)
    {
        ulong carry = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var product = ((UInt128)(ulong)words[i] * factor) + carry;
            words[i] = (long)(ulong)product;
            carry = (ulong)(product >> 64);
        }
    }
}
