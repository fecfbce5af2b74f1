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

    /// <summary>Whether it starts as gzip does.</summary>
    public static bool IsGzip(SafeFileHandle handle)
    {
        Span<byte> start = stackalloc byte[GzipMagic.Length];
        return RandomAccess.Read(handle, start, 0) == start.Length && start.SequenceEqual(GzipMagic);
    }

    /// <summary>Reads the first bytes of decompressed content: all, or as many as fit.</summary>
    public static int ReadPrefix(SafeFileHandle handle, Span<byte> prefix)
    {
        var raw = new HandleStream(handle);
        if (!IsGzip(handle))
        {
            return raw.ReadAtLeast(prefix, prefix.Length, false);
        }

        using var content = new GZipStream(raw, CompressionMode.Decompress);
        return content.ReadAtLeast(prefix, prefix.Length, false);
    }

    /// <summary>Whether the file at this path is, or has grown from, the one with this identity.</summary>
    public static bool IsAt(string path, FileIdentity identity)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var handle = Open(path);
        return Has(handle, identity);
    }

    /// <summary>Whether an open file is, or has grown from, the one with this identity.</summary>
    public static bool Has(SafeFileHandle handle, FileIdentity identity)
    {
        Span<byte> prefix = stackalloc byte[FileIdentity.MaxBytes];
        prefix = prefix[..identity.Bytes];
        return ReadPrefix(handle, prefix) == identity.Bytes && identity.IsOf(prefix);
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
                return IsAt(candidate, identity);
            }
            catch (Exception error) when (FileErrors.IsKnown(error))
            {
                // Another file's trouble; this one just isn't it.
                return false;
            }
        }
    }
}
