using System.Diagnostics;
using System.Globalization;

namespace RecordPath.Tests.Process;

/// <summary>A small file system in memory that fills up soon and can be made read-only. Needs Linux and root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<bool> CanMount = new(TryMount);

    public SmallDisk(int kiB)
    {
        Path = Directory.CreateTempSubdirectory("ap-small-disk-").FullName;
        if (!Mount("size=" + Size(kiB)))
        {
            Directory.Delete(Path);
            throw new InvalidOperationException("can't mount");
        }
    }

    /// <summary>Why tests with a small disk can't run here; null when they can.</summary>
    public static string? Obstacle =>
        CanMount.Value ? null : "mounting a small tmpfs needs Linux, root and the capability to mount";

    public string Path { get; }

    public void Resize(int kiB) => Assert.True(Mount("remount,size=" + Size(kiB)));

    public void MakeReadOnly() => Assert.True(Mount("remount,ro"));

    public void MakeWritable() => Assert.True(Mount("remount,rw"));

    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path);
    }

    private static string Size(int kiB) => kiB.ToString(CultureInfo.InvariantCulture) + "k";

    private static bool TryMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        try
        {
            new SmallDisk(64).Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private bool Mount(string options) => Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", Path);

    private static bool Run(string command, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(
            new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
