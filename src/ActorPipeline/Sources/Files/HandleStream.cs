using Microsoft.Win32.SafeHandles;

namespace ActorPipeline.Sources.Files;

/// <summary>
/// The raw bytes of an open file from its beginning, then, where <see cref="Append"/> was called, some more. Has an
/// offset of its own, so several may read one handle. Does not close the handle.
/// </summary>
internal sealed class HandleStream(SafeFileHandle handle) : Stream
{
    private ReadOnlyMemory<byte> _appended;
    private long _offset;

    /// <summary>How many bytes of the file were read.</summary>
    public long FileOffset => _offset;

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => _offset;
        set => throw new NotSupportedException();
    }

    /// <summary>Lets these bytes follow instead of the rest of the file, which was read to its end.</summary>
    public void Append(ReadOnlyMemory<byte> bytes) => _appended = bytes;

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (!_appended.IsEmpty)
        {
            var count = Math.Min(buffer.Length, _appended.Length);
            _appended.Span[..count].CopyTo(buffer);
            _appended = _appended[count..];
            return count;
        }

        var read = RandomAccess.Read(handle, buffer, _offset);
        _offset += read;
        return read;
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
