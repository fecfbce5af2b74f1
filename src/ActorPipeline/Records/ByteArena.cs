using System.Buffers;

namespace ActorPipeline.Records;

/// <summary>
/// Growing bytes that live as long as one batch: reset with it, never freed in between. Not thread-safe.
/// </summary>
public sealed class ByteArena : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[4096];

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>All bytes written so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>All bytes written so far, as memory.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>Copies text in and returns its slice (with a negative start).</summary>
    public Utf8Slice Append(ReadOnlySpan<byte> text)
    {
        var start = Length;
        text.CopyTo(GetSpan(text.Length));
        Length += text.Length;
        return new Utf8Slice(~start, text.Length);
    }

    /// <summary>
    /// The slice of everything written since <paramref name="start"/>, a former <see cref="Length"/>.
    /// </summary>
    public Utf8Slice SliceFrom(int start) => new(~start, Length - start);

    /// <summary>Forgets the bytes from an offset on, keeps the memory.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Forgets all bytes, keeps the memory.</summary>
    public void Clear() => Length = 0;

    /// <summary>Makes room for this many more bytes.</summary>
    public void EnsureRoom(int count)
    {
        if (_bytes.Length - Length < count)
        {
            var wanted = Math.Max(2L * _bytes.Length, (long)Length + count);
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, wanted));
        }
    }

    /// <inheritdoc />
    public void Advance(int count) => Length += count;

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(Length);
    }

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }
}
