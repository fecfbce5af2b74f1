using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace ActorPipeline.Sources.Files;

/// <summary>A gzip file, decompressed: any number of members (RFC 1952), each checked against its CRC.</summary>
internal sealed class GzipContent : FileContent
{
    private const int SkipBytes = 64 << 10;

    // GZipStream takes the end of its input for the end of the data, even in the middle of a member. So after the end
    // of the file it is given this whole member: only where the file was whole does exactly its text come out.
    private static readonly byte[] Sentinel = "the gzip data before this is whole"u8.ToArray();
    private static readonly byte[] SentinelMember = Compress(Sentinel);

    private readonly HandleStream _raw;
    private readonly GZipStream _content;
    private long _offset;

    /// <summary>Takes over an open file.</summary>
    public GzipContent(string path, FileIdentity identity, SafeFileHandle handle)
        : base(path, identity, handle)
    {
        _raw = new HandleStream(handle);
        _content = new GZipStream(_raw, CompressionMode.Decompress);
    }

    /// <inheritdoc />
    public override long RawOffset => _raw.FileOffset;

    /// <inheritdoc />
    public override void Dispose()
    {
        _content.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override int ReadContent(Span<byte> destination)
    {
        var read = Decompress(destination);
        _offset += read;
        if (read == 0 && destination.Length > 0)
        {
            VerifyWhole();
        }

        return read;
    }

    /// <inheritdoc />
    protected override void Skip(long offset)
    {
        var buffer = new byte[(int)Math.Min(offset, SkipBytes)];
        while (_offset < offset)
        {
            if (ReadContent(buffer.AsSpan(0, (int)Math.Min(offset - _offset, buffer.Length))) == 0)
            {
                throw FileErrors.Truncated(Path, _offset, offset);
            }
        }
    }

    private static byte[] Compress(byte[] text)
    {
        var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return target.ToArray();
    }

    private int Decompress(Span<byte> destination)
    {
        try
        {
            return _content.Read(destination);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"its compressed data is damaged after {_offset} bytes of content.", error);
        }
    }

    private void VerifyWhole()
    {
        _raw.Append(SentinelMember);
        var text = new byte[Sentinel.Length + 1];
        var whole = false;
        try
        {
            var read = _content.ReadAtLeast(text, text.Length, false);
            whole = text.AsSpan(0, read).SequenceEqual(Sentinel);
        }
        catch (InvalidDataException)
        {
            // The sentinel was taken for the rest of a member.
        }

        if (!whole)
        {
            throw new InvalidDataException(
                $"it is truncated: it ends in the middle of its compressed data, after {_offset} bytes of content.");
        }
    }
}
