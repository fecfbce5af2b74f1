using System.Buffers.Text;
using System.Diagnostics;

namespace ActorPipeline.Sources.Generator;

/// <summary>Writes the text of one record; the caller made room for the longest.</summary>
internal ref struct LineWriter(Span<byte> target)
{
    private readonly Span<byte> _target = target;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Writes text.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_target[Length..]);
        Length += text.Length;
    }

    /// <summary>Writes a number.</summary>
    public void Number(long value)
    {
        var fits = Utf8Formatter.TryFormat(value, _target[Length..], out var written);
        Debug.Assert(fits, "The caller makes room.");
        Length += written;
    }

    /// <summary>Writes a number from 0 to 99 with two digits.</summary>
    public void TwoDigits(int value)
    {
        _target[Length + 1] = (byte)('0' + (value % 10));
        _target[Length] = (byte)('0' + (value / 10));
        Length += 2;
    }

    /// <summary>Writes a number from 0 to 999 with three digits.</summary>
    public void ThreeDigits(int value)
    {
        _target[Length++] = (byte)('0' + (value / 100));
        TwoDigits(value % 100);
    }

    /// <summary>Writes hundredths as a decimal number: always two decimals, or at least one.</summary>
    public void Hundredths(int value, bool trim)
    {
        Number(value / 100);
        _target[Length++] = (byte)'.';
        TwoDigits(value % 100);
        if (trim && value % 10 == 0)
        {
            Length--;
        }
    }
}
