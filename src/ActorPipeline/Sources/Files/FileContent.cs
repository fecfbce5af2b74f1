using Microsoft.Win32.SafeHandles;

namespace ActorPipeline.Sources.Files;

/// <summary>
/// The decompressed content of an open file. It ends only when all of it was read from a file that is still the same:
/// a file that was truncated, overwritten or deleted meanwhile is an error, never an early end.
/// </summary>
internal abstract class FileContent : IByteInput, IDisposable
{
    private readonly FileIdentity _identity;
    private long _leastBytes;

    /// <summary>Takes over an open file.</summary>
    protected FileContent(string path, FileIdentity identity, SafeFileHandle handle)
    {
        Path = path;
        _identity = identity;
        Handle = handle;
    }

    /// <summary>Bytes of the file on disk that were read.</summary>
    public abstract long RawOffset { get; }

    /// <summary>Where it was opened.</summary>
    protected string Path { get; }

    /// <summary>The open file.</summary>
    protected SafeFileHandle Handle { get; }

    /// <summary>Opens a file that was identified before.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="identity">What it must start with.</param>
    /// <param name="rawBytes">How long it was then, on disk; having less of it is an error.</param>
    /// <param name="offset">Where in the decompressed content to start.</param>
    /// <exception cref="SourceException">It can't be opened, is another file, or ends before the offset.</exception>
    public static FileContent Open(string path, FileIdentity identity, long rawBytes, long offset)
    {
        SafeFileHandle? handle = null;
        FileContent? content = null;
        try
        {
            var found = path;
            handle = Locate(ref found, identity, out var isGzip);
            var isSame = !isGzip && found == path;
            path = found;
            content = isGzip
                ? new GzipContent(path, identity, handle)
                : new PlainContent(path, identity, handle);

            // Gzip knows its own end, and a file that was rotated may be packed differently.
            content._leastBytes = isSame ? rawBytes : 0;
            content.Skip(offset);
            return content;
        }
        catch (Exception error)
        {
            content?.Dispose();
            handle?.Dispose();
            if (FileErrors.IsKnown(error))
            {
                throw FileErrors.Explain(path, error);
            }

            throw;
        }
    }

    /// <inheritdoc />
    public int Read(Span<byte> destination)
    {
        try
        {
            var read = ReadContent(destination);
            if (read == 0)
            {
                VerifyEnd();
            }

            return read;
        }
        catch (Exception error) when (FileErrors.IsKnown(error))
        {
            throw FileErrors.Explain(Path, error);
        }
    }

    /// <inheritdoc />
    public virtual void Dispose() => Handle.Dispose();

    /// <summary>Reads some bytes; 0 at the end.</summary>
    protected abstract int ReadContent(Span<byte> destination);

    /// <summary>Goes forward from the beginning.</summary>
    protected abstract void Skip(long offset);

    // It may have been rotated since the source was opened.
    private static SafeFileHandle Locate(ref string path, FileIdentity identity, out bool isGzip)
    {
        if (FileProbe.TryOpen(path, identity, out isGzip) is { } handle)
        {
            return handle;
        }

        if (FileProbe.FindRenamed(path, identity) is { } renamed
            && FileProbe.TryOpen(renamed, identity, out isGzip) is { } found)
        {
            path = renamed;
            return found;
        }

        throw File.Exists(path) ? FileErrors.Replaced(path) : FileErrors.Explain(path, new FileNotFoundException());
    }

    private void VerifyEnd()
    {
        using (var now = FileProbe.TryOpen(Path, _identity, out _))
        {
            if (now is not null && RandomAccess.GetLength(now) >= RawOffset)
            {
                VerifyLength();
                return;
            }
        }

        var length = RandomAccess.GetLength(Handle);
        if (length < RawOffset)
        {
            throw FileErrors.Truncated(Path, length, RawOffset);
        }

        if (!FileProbe.Has(Handle, _identity, out _))
        {
            throw FileErrors.Replaced(Path);
        }

        // A rotated file is fine: the next run knows it by its identity.
        if (FileProbe.FindRenamed(Path, _identity) is null)
        {
            throw FileErrors.Deleted(Path);
        }

        VerifyLength();
    }

    /// <summary>What was cut off before it was read left no other trace.</summary>
    private void VerifyLength()
    {
        if (RawOffset < _leastBytes)
        {
            throw FileErrors.Shrunk(Path, RawOffset, _leastBytes);
        }
    }
}
