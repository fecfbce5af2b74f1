namespace ActorPipeline.Sources.Files;

/// <summary>What went wrong with a file, in an operator's words.</summary>
internal static class FileErrors
{
    /// <summary>Whether <see cref="Explain"/> knows an exception.</summary>
    public static bool IsKnown(Exception error) =>
        error is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException;

    /// <summary>The same fault as a <see cref="SourceException"/>.</summary>
    public static SourceException Explain(string path, Exception error) => error switch
    {
        _ when Directory.Exists(path) => IsFolder(path, error),
        FileNotFoundException or DirectoryNotFoundException => new SourceException(
            $"The file {path} is not there any more. Bring it back, or take it out of the source's files.",
            false, error),
        UnauthorizedAccessException => new SourceException(
            $"No permission to read {path}. Let the user of this process read the file and enter its folders.",
            false, error),
        InvalidDataException => new SourceException(
            $"{path} starts like gzip but can't be decompressed: {error.Message} Copy it again from where it came "
            + "from, or take it out of the source's files.", false, error),
        NotSupportedException => new SourceException(
            $"{path} is not a regular file, so it can't be read again after a crash. Pipe it to standard input and "
            + "use the stdin source.", false, error),
        _ => new SourceException($"Reading {path} failed: {error.Message}", true, error),
    };

    /// <summary>A folder where a file should be.</summary>
    public static SourceException IsFolder(string path, Exception? inner = null) => new(
        $"{path} is a directory. To read the files in it, write {Path.Join(path, "*")}, or {Path.Join(path, "**")} "
        + "for those of its subdirectories too.", false, inner);

    /// <summary>A file that has less than was read of it before.</summary>
    public static SourceException Truncated(string path, long length, long offset) => Because(
        $"{path} was truncated: it has {length} bytes, but {offset} were read of it before. Records may be lost. "
        + "Bring the whole file back, or start afresh (--fresh).");

    /// <summary>A file that ends before the end that it had when the run began.</summary>
    public static SourceException Shrunk(string path, long length, long before) => Because(
        $"{path} was truncated: it ends after {length} bytes, but had {before} when this run began. Records may be "
        + "lost. Bring the whole file back, or start afresh (--fresh).");

    /// <summary>A file whose beginning is another than before.</summary>
    public static SourceException Replaced(string path) => Because(
        $"{path} was truncated or overwritten while it was being read: its beginning has changed. Records may be lost. "
        + "Bring the whole file back, or start afresh (--fresh). Rotate files by renaming them, not by copying.");

    /// <summary>A file that can't be found under any name.</summary>
    /// <param name="path">Where it was.</param>
    /// <param name="position">From where its content is needed.</param>
    /// <param name="elsewhere">Where a file of its identity is that the source does not list, or null.</param>
    public static SourceException Gone(string path, long position, string? elsewhere)
    {
        var what = File.Exists(path)
            ? $"{path} was truncated or replaced: it doesn't start as the file that was read before, whose content is"
            : $"The file {path} is gone, but its content is";
        var where = $"needed from offset {FilePosition.OffsetOf(position)} on (position {position})";
        return Because($"{what} {where}. " + (elsewhere is null
            ? "Bring it back; it may be renamed or gzipped, it is known by its first 4 KiB. Or start afresh (--fresh)."
            : $"It seems to be {elsewhere} now: add that to the source's files."));
    }

    /// <summary>A file that was deleted before it could be read again.</summary>
    public static SourceException Deleted(string path) => Because(
        $"{path} was deleted while it was being read, so a restart could not read it again. Bring it back, or start "
        + "afresh (--fresh). Move files away only when the pipeline has committed them.");

    private static SourceException Because(string message) => new(message);
}
