namespace RecordPath.Tests.Crash;

/// <summary>The files of a directory at a moment, input excepted; what a crash at that moment would leave.</summary>
internal sealed class CrashImage
{
    public const string Database = "journal.db";
    public const string Log = "journal.db-wal";

    public Dictionary<string, byte[]> Files { get; private init; } = [];

    /// <summary>How much of each output the journal knows to be synced; the rest a power loss may take.</summary>
    public Dictionary<string, long> Synced { get; private init; } = [];

    public byte[] this[string name]
    {
        get => Files.GetValueOrDefault(name, []);
        set => Files[name] = value;
    }

    public static CrashImage Take(string directory, IReadOnlyDictionary<string, long> synced)
    {
        var image = new CrashImage { Synced = new(synced) };
        foreach (var path in Directory.GetFiles(directory))
        {
            var name = Path.GetFileName(path);

            // The index in shared memory does not survive a power loss, and the input is the same for all.
            if (!name.EndsWith("-shm", StringComparison.Ordinal) && !name.StartsWith("input", StringComparison.Ordinal))
            {
                image.Files.Add(name, ReadShared(path));
            }
        }

        return image;
    }

    public CrashImage Clone() => new() { Files = new(Files), Synced = Synced };

    public void WriteTo(string directory)
    {
        foreach (var (name, bytes) in Files)
        {
            File.WriteAllBytes(Path.Combine(directory, name), bytes);
        }
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
