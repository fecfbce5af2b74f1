using Microsoft.Win32.SafeHandles;

namespace ActorPipeline.Sources.Files;

/// <summary>A file as it is.</summary>
internal sealed class PlainContent(string path, FileIdentity identity, SafeFileHandle handle)
    : FileContent(path, identity, handle)
{
    private long _offset;

    /// <inheritdoc />
    public override long RawOffset => _offset;

    /// <inheritdoc />
    protected override int ReadContent(Span<byte> destination)
    {
        var read = RandomAccess.Read(Handle, destination, _offset);
        _offset += read;
        return read;
    }

    /// <inheritdoc />
    protected override void Skip(long offset)
    {
        var length = RandomAccess.GetLength(Handle);
        if (length < offset)
        {
            throw FileErrors.Truncated(Path, length, offset);
        }

        _offset = offset;
    }
}
