using System.Globalization;
using ActorPipeline.Journal;
using ActorPipeline.Sinks;

namespace ActorPipeline.Sql;

/// <summary>
/// A pipeline's data directory, held by one process at a time: an operating system's lock on the file <c>lock</c> in
/// it, which ends with the process, however it ends. The holder's process id is in <c>lock.pid</c> beside it (a file
/// of its own, because a locked file can't be read everywhere).
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private const string LockName = "lock";
    private const string OwnerName = "lock.pid";

    // What an I/O error says when somebody else has the lock: EAGAIN of Linux and of macOS, Windows' sharing violation.
    private const int LinuxLocked = 11;
    private const int MacLocked = 35;
    private const int WindowsLocked = unchecked((int)0x80070020);

    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;

    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The directory's absolute path.</summary>
    public string Path { get; }

    /// <summary>Creates the directory when it is not there, and takes its lock.</summary>
    /// <param name="path">The directory.</param>
    /// <exception cref="JournalException">
    /// <see cref="JournalFault.Held"/> by another process, or by this one already;
    /// <see cref="JournalFault.ReadOnly"/>, <see cref="JournalFault.Full"/> or
    /// <see cref="JournalFault.Unavailable"/> when it can't be created or written.
    /// </exception>
    public static DataDirectory Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(path);
            held = new FileStream(
                System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(
                System.IO.Path.Combine(path, OwnerName),
                Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
            return new DataDirectory(path, held);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw Fault(path, error);
        }
    }

    /// <summary>Looks for what <see cref="Open"/> would refuse, other processes aside; changes nothing.</summary>
    /// <exception cref="JournalException">It can't be a data directory.</exception>
    public static void Rehearse(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            OutputPlace.CheckDirectory(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, error);
        }
    }

    /// <summary>Whether a file of this name in a data directory is the lock, or belongs to the journal.</summary>
    /// <param name="name">The name, without a path.</param>
    public static bool IsItsOwn(string name) =>
        name is LockName or OwnerName or SqliteJournal.FileName or SqliteJournal.FileName + "-wal"
            or SqliteJournal.FileName + "-shm";

    /// <summary>Lets another process have the directory. The files stay: they mean nothing without the lock.</summary>
    public void Dispose() => _lock.Dispose();

    private static JournalException Fault(string path, Exception error) => error switch
    {
        IOException { HResult: LinuxLocked or MacLocked or WindowsLocked } => new JournalException(
            $"The data directory {path} is held by {Owner(path)}. Stop that process, or choose another directory.",
            JournalFault.Held, error),
        IOException { HResult: NoSpace } => new JournalException(
            $"The data directory {path} can't be created: no space is left. Free some space and start again.",
            JournalFault.Full, error),
        PathTooLongException => new JournalException(
            $"The path of the data directory {path} is too long. Choose a shorter one.", JournalFault.ReadOnly, error),
        UnauthorizedAccessException or DirectoryNotFoundException or IOException { HResult: ReadOnlyFileSystem } =>
            new JournalException(
                $"The data directory {path} can't be written ({error.Message.TrimEnd('.')}). Check that this user " +
                "may write to it, and that the file system is not mounted read-only.",
                JournalFault.ReadOnly, error),
        _ when File.Exists(path) => new JournalException(
            $"The data directory {path} is a file. Choose another directory.", JournalFault.ReadOnly, error),
        _ => new JournalException(
            $"The data directory {path} can't be opened ({error.Message.TrimEnd('.')}). Check the disk.",
            JournalFault.Unavailable, error),
    };

    private static string Owner(string path)
    {
        try
        {
            return "process " + File.ReadAllText(System.IO.Path.Combine(path, OwnerName)).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}
