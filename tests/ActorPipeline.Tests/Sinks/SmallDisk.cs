using System.Diagnostics;

namespace ActorPipeline.Tests.Sinks;

/// <summary>A file system of 64 KiB, which fills up soon and can be made read-only. Needs Linux and root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<bool> CanMount = new(TryMount);

    public SmallDisk()
    {
        Path = Directory.CreateTempSubdirectory("small-disk-").FullName;
        if (!Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", Path))
        {
            Directory.Delete(Path);
            throw new InvalidOperationException("can't mount");
        }
    }

    /// <summary>Why tests with a small disk can't run here; null when they can.</summary>
    public static string? Obstacle =>
        CanMount.Value ? null : "mounting a small tmpfs needs Linux, root and the capability to mount";

    public string Path { get; }

    public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Path));

    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path);
    }

    private static bool TryMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        try
        {
            new SmallDisk().Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
