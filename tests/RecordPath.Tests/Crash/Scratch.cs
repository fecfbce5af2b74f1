namespace RecordPath.Tests.Crash;

/// <summary>A temporary directory, in memory where the system has a place for that: these tests sync a lot.</summary>
internal sealed class Scratch : IDisposable
{
    private const string Memory = "/dev/shm";

    public Scratch()
    {
        var parent = Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath();
        Path = System.IO.Path.Combine(parent, "ap-crash-" + System.IO.Path.GetRandomFileName());
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Removes all that is in it.</summary>
    public void Clear()
    {
        Directory.Delete(Path, recursive: true);
        Directory.CreateDirectory(Path);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
