using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace ActorPipeline.Sources.Files;

/// <summary>Looks at files: opens them, recognizes gzip, reads what identifies them.</summary>
internal static class FileProbe
{
    // RFC 1952, 2.3.1: two magic bytes, then the only method there is, deflate.
    private static ReadOnlySpan<byte> GzipMagic => [0x1F, 0x8B, 8];

    /// <summary>Opens a file that others may write, rename and delete meanwhile.</summary>
    public static SafeFileHandle Open(string path) => File.OpenHandle(
        path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);

    /// <summary>Opens a file if it is, or has grown from, the one with this identity; else null.</summary>
    public static SafeFileHandle? TryOpen(string path, FileIdentity identity, out bool isGzip)
    {
        isGzip = false;
        SafeFileHandle? handle = null;
        try
        {
            handle = Open(path);
            if (Has(handle, identity, out isGzip))
            {
                var opened = handle;
                handle = null;
                return opened;
            }
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // Nothing is there.
        }
        finally
        {
            handle?.Dispose();
        }

        return null;
    }

    /// <summary>Reads the first bytes of decompressed content: all, or as many as fit.</summary>
    /// <param name="handle">The file.</param>
    /// <param name="prefix">Where to.</param>
    /// <param name="isGzip">Whether it starts as gzip does.</param>
    /// <returns>How many bytes there are.</returns>
    public static int ReadPrefix(SafeFileHandle handle, Span<byte> prefix, out bool isGzip)
    {
        Span<byte> start = stackalloc byte[FileIdentity.MaxBytes];
        var count = RandomAccess.Read(handle, start, 0);
        start = start[..count];
        isGzip = start.StartsWith(GzipMagic);
        if (!isGzip)
        {
            count = Math.Min(count, prefix.Length);
            start[..count].CopyTo(prefix);
            return count;
        }

        using var content = new GZipStream(new HandleStream(handle), CompressionMode.Decompress);
        try
        {
            return content.ReadAtLeast(prefix, prefix.Length, false);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException("its compressed data is damaged at the beginning.", error);
        }
    }

    /// <summary>Whether an open file is, or has grown from, the one with this identity.</summary>
    public static bool Has(SafeFileHandle handle, FileIdentity identity, out bool isGzip)
    {
        Span<byte> prefix = stackalloc byte[FileIdentity.MaxBytes];
        prefix = prefix[..identity.Bytes];
        return ReadPrefix(handle, prefix, out isGzip) == identity.Bytes && identity.IsOf(prefix);
    }

    /// <summary>
    /// Finds where a file went that was renamed, as log rotation does: a file of the same directory whose name goes on
    /// after the old one (<c>x.log.1</c>, <c>x.log.2.gz</c>) or after its stem, with the same identity.
    /// </summary>
    public static string? FindRenamed(string path, FileIdentity identity)
    {
        var folder = Path.GetDirectoryName(path);
        var stem = Path.GetFileNameWithoutExtension(path);
        if (identity.Bytes == 0 || folder is null || !Directory.Exists(folder))
        {
            return null;
        }

        foreach (var candidate in Directory.EnumerateFiles(folder))
        {
            if (Path.GetFileName(candidate).StartsWith(stem, StringComparison.Ordinal) && IsReadableAt(candidate))
            {
                return candidate;
            }
        }

        return null;

        bool IsReadableAt(string candidate)
        {
            try
            {
                using var handle = TryOpen(candidate, identity, out _);
                return handle is not null;
            }
            catch (Exception error) when (FileErrors.IsKnown(error))
            {
                // Another file's trouble; this one just isn't it.
                return false;
            }
        }
    }
}
