using System.Runtime.Intrinsics;

namespace ActorPipeline.Sinks.Formats;

/// <summary>
/// Text that is written again and again. It is copied in whole vectors, which costs a fraction of a call to copy a
/// few bytes: up to <see cref="MaxLength"/> bytes are written where <see cref="Length"/> count.
/// </summary>
internal struct Piece
{
    /// <summary>Bytes that are copied at a time.</summary>
    public const int Width = 32;

    private byte[] _padded;

    public Piece(ReadOnlySpan<byte> bytes)
    {
        _padded = [];
        Set(bytes);
    }

    /// <summary>Bytes that count.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes that are written over.</summary>
    public readonly int MaxLength => _padded.Length;

    /// <summary>The text.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _padded.AsSpan(0, Length);

    /// <summary>Changes the text; allocates only where it is longer than ever before.</summary>
    public void Set(ReadOnlySpan<byte> bytes)
    {
        if (_padded is null || _padded.Length < bytes.Length)
        {
            _padded = new byte[(bytes.Length + Width - 1) / Width * Width];
        }

        bytes.CopyTo(_padded);
        Length = bytes.Length;
    }

    /// <summary>Writes the text over the first <see cref="MaxLength"/> bytes of the destination.</summary>
    /// <returns>Its length.</returns>
    public readonly int Write(Span<byte> destination)
    {
        for (var i = 0; i < Length; i += Width)
        {
            Vector256.Create<byte>(_padded.AsSpan(i)).CopyTo(destination[i..]);
        }

        return Length;
    }
}
