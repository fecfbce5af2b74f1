namespace ActorPipeline.Sources.Files;

/// <summary>A file that is there now.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Identity">What it will be known by: of as many bytes as it has now.</param>
/// <param name="RawBytes">Its length on disk, in bytes.</param>
internal sealed record PresentFile(string Path, FileIdentity Identity, long RawBytes)
{
    /// <summary>Looks at a file.</summary>
    /// <exception cref="SourceException">It can't be read.</exception>
    public static PresentFile At(string path)
    {
        try
        {
            using var handle = FileProbe.Open(path);
            Span<byte> prefix = stackalloc byte[FileIdentity.MaxBytes];
            var identity = FileIdentity.Of(prefix[..FileProbe.ReadPrefix(handle, prefix, out _)]);
            return new PresentFile(path, identity, RandomAccess.GetLength(handle));
        }
        catch (Exception error) when (FileErrors.IsKnown(error))
        {
            throw FileErrors.Explain(path, error);
        }
    }

    /// <summary>What it would have been known by when it had these lengths, as far as it has that many bytes.</summary>
    /// <param name="lengths">Numbers of bytes, ascending, at most <see cref="FileIdentity.MaxBytes"/>.</param>
    /// <exception cref="SourceException">It can't be read.</exception>
    public IReadOnlyList<FileIdentity> IdentitiesAt(ReadOnlySpan<int> lengths)
    {
        try
        {
            using var handle = FileProbe.Open(Path);
            Span<byte> prefix = stackalloc byte[FileIdentity.MaxBytes];
            return FileIdentity.At(lengths, prefix[..FileProbe.ReadPrefix(handle, prefix, out _)]);
        }
        catch (Exception error) when (FileErrors.IsKnown(error))
        {
            throw FileErrors.Explain(Path, error);
        }
    }

    /// <summary>Whether it is the file that was remembered; an empty one is known by its path.</summary>
    public bool Is(ManifestEntry entry)
    {
        if (entry.Identity.Bytes == 0)
        {
            return entry.Path == Path;
        }

        if (entry.Identity.Bytes >= Identity.Bytes)
        {
            return entry.Identity == Identity;
        }

        return IdentitiesAt([entry.Identity.Bytes]).Contains(entry.Identity);
    }
}
