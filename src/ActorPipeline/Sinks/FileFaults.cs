namespace ActorPipeline.Sinks;

/// <summary>What went wrong with a file, in an operator's words.</summary>
internal static class FileFaults
{
    private const string Next = "or choose another path for the sink";
    private const int WindowsFacility = unchecked((int)0x80070000);

    /// <summary>Translates an error of the file system.</summary>
    /// <param name="path">The file.</param>
    /// <param name="doing">What was tried: <c>open</c>, <c>write</c>.</param>
    /// <param name="error">The error.</param>
    public static SinkException Translate(string path, string doing, Exception error)
    {
        var start = $"Can't {doing} the file {path}: ";
        return error switch
        {
            _ when IsFull(error) => new SinkException(
                $"{start}no space is left (disk, quota or file size limit). All rows up to the last flush are safe. "
                + "Make room and start again; the sink goes on from there.",
                SinkFault.Full,
                error),
            _ when IsReadOnly(error) => new SinkException(
                $"{start}its file system is read-only. Mount it writable, {Next}.", SinkFault.Denied, error),
            UnauthorizedAccessException => new SinkException(
                $"{start}permission denied. Let the pipeline's user write the file and its directory, {Next}.",
                SinkFault.Denied,
                error),
            PathTooLongException => new SinkException(
                $"{start}the path is too long. Choose a shorter path for the sink.", SinkFault.Denied, error),
            DirectoryNotFoundException => NoDirectory(start, error),
            _ when IsNotADirectory(error) => NoDirectory(start, error),
            NotSupportedException or ArgumentException => NotAFile(path, error),
            _ => new SinkException($"{start}{error.Message} Check the path and disk.", SinkFault.Unavailable, error),
        };
    }

    /// <summary>A path where something stands that can't be cut to a length: a directory, a pipe, a device.</summary>
    public static SinkException NotAFile(string path, Exception? inner = null) => new(
        $"Can't open {path} as a file: it is a directory, a pipe or a device, and exactly-once output needs a file "
        + "that can be cut back to what was journaled. Name a regular file.",
        SinkFault.Denied,
        inner);

    private static SinkException NoDirectory(string start, Exception error) => new(
        $"{start}its directory can't be created, because a part of the path is a file. Move that away, {Next}.",
        SinkFault.Denied,
        error);

    /// <summary>EEXIST from creating a directory, and ENOTDIR.</summary>
    private static bool IsNotADirectory(Exception error) =>
        error is IOException && error.HResult is 17 or 20 or (WindowsFacility | 183);

    /// <summary>Whether there was no room: ENOSPC, EFBIG, EDQUOT; on Windows the two codes of a full disk.</summary>
    private static bool IsFull(Exception error) => OperatingSystem.IsWindows()
        ? error.HResult is (WindowsFacility | 39) or (WindowsFacility | 112)
        : error is IOException && (error.HResult is 27 or 28
            || error.HResult == (OperatingSystem.IsMacOS() ? 69 : 122));

    /// <summary>EROFS: .NET reports it as an I/O error like any other; on Windows ERROR_WRITE_PROTECT.</summary>
    private static bool IsReadOnly(Exception error) =>
        error.HResult == (OperatingSystem.IsWindows() ? WindowsFacility | 19 : 30);
}
