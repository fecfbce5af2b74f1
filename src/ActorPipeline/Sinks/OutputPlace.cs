using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ActorPipeline.Sinks;

/// <summary>Whether an output could be written where it is to be, found out without writing.</summary>
internal static class OutputPlace
{
    private const int ForWriting = 2;
    private const string Devices = "/dev/";
    private const string MemoryFiles = "/dev/shm/";

    /// <summary>Looks at the place of a file that is to be created, or is there already.</summary>
    /// <exception cref="SinkException">It is none for a file, or may not be written.</exception>
    public static void Check(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var isFile = Path.GetFileName(path).Length > 0 && !Directory.Exists(path);
        var isDevice = path.StartsWith(Devices, StringComparison.Ordinal)
            && !path.StartsWith(MemoryFiles, StringComparison.Ordinal);
        if (!isFile || isDevice)
        {
            throw FileFaults.NotAFile(path);
        }

        try
        {
            RefuseTooLong(path);
            Nearest(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FileFaults.Translate(path, "open", error);
        }
    }

    /// <summary>Looks at the place of a directory that is to be created, or is there already.</summary>
    /// <exception cref="IOException">A part of the path is a file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void CheckDirectory(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
        {
            throw new IOException($"{path} is a file.");
        }

        RefuseTooLong(path);
        Nearest(path);
    }

    /// <summary>Looks at what there is of a path: it itself, or the directory that it would be created below.</summary>
    private static void Nearest(string path)
    {
        var place = path;
        while (!File.Exists(place) && !Directory.Exists(place))
        {
            place = Path.GetDirectoryName(place);
            if (string.IsNullOrEmpty(place))
            {
                return;
            }
        }

        if (place != path && File.Exists(place))
        {
            throw new DirectoryNotFoundException($"{place} is a file.");
        }

        if (!OperatingSystem.IsWindows() && Access(place, ForWriting) != 0)
        {
            throw new UnauthorizedAccessException($"{place} may not be written.");
        }
    }

    /// <summary>A name that is longer than the file system takes is found by asking for it.</summary>
    private static void RefuseTooLong(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
        }
    }

    [UnsupportedOSPlatform("windows")]
    [DllImport("libc", EntryPoint = "access", CharSet = CharSet.Ansi, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);
}
