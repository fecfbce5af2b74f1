using System.Runtime.CompilerServices;

namespace ActorPipeline.Windows.Numbers;

/// <summary>A decimal as an integer of 96 bits and a sign, by a power of ten.</summary>
internal readonly struct DecimalParts
{
    /// <summary>Most decimal places.</summary>
    public const int MaxScale = 28;

    /// <summary>Words of a square.</summary>
    public const int SquareWords = 4;

    private readonly ulong _low;
    private readonly uint _high;
    private readonly int _flags;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DecimalParts(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        _low = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        _high = (uint)bits[2];
        _flags = bits[3];
    }

    /// <summary>Decimal places.</summary>
    public int Scale => (byte)(_flags >> 16);

    /// <summary>Whether <see cref="Scaled"/> has at most 64 bits, so that 128 have room for it times a word.</summary>
    public bool IsShort => _high == 0;

    /// <summary>The decimal times ten to its scale.</summary>
    public Int128 Scaled
    {
        get
        {
            var magnitude = new Int128(_high, _low);
            return _flags < 0 ? -magnitude : magnitude;
        }
    }

    /// <summary>Sets words to the decimal times ten to its scale.</summary>
    public void WriteTo(Span<long> words)
    {
        var scaled = Scaled;
        words[2..].Fill(scaled < 0 ? -1 : 0);
        (words[0], words[1]) = ((long)(ulong)(UInt128)scaled, (long)(scaled >> 64));
    }

    /// <summary>Sets words to the square of the decimal times ten to its scale.</summary>
    public void WriteSquareTo(Span<long> words)
    {
        words.Clear();
        var part = (UInt128)_low * _low;
        words[0] = (long)(ulong)part;
        part = (part >> 64) + (2 * ((UInt128)_low * _high));
        words[1] = (long)(ulong)part;
        part = (part >> 64) + ((UInt128)_high * _high);
        (words[2], words[3]) = ((long)(ulong)part, (long)(ulong)(part >> 64));
    }
}
