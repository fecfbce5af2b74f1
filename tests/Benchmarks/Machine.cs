using System.Globalization;
using System.Runtime.InteropServices;
using Benchmarks.Reporting;

namespace Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal sealed record Machine
{
    /// <summary>Processor's model.</summary>
    public required string Cpu { get; init; }

    /// <summary>Cores that the process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>Memory of the machine or the container, bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Operating system.</summary>
    public required string Os { get; init; }

    /// <summary>The runtime, and what of its settings is not the default.</summary>
    public required string DotNet { get; init; }

    /// <summary>File system of the temporary directory; on some, making data durable costs nothing.</summary>
    public required string FileSystem { get; init; }

    /// <summary>Threads that wanted to run in the last minute before; null where unknown.</summary>
    public required double? LoadAverage { get; init; }

    /// <summary>Why the figures may not be worth much.</summary>
    public string? Warning => LoadAverage > 0.3 * Cores
        ? $"others were using the machine (load average {LoadAverage:0.0}): do not trust absolute figures"
        : null;

    /// <summary>All of it for people.</summary>
    public IReadOnlyList<(string Label, string Value)> Facts =>
    [
        ("cpu", $"{Cpu}, {Cores} cores"),
        ("memory", NumberText.Of(MemoryBytes, Unit.Bytes)),
        ("os", Os),
        (".net", DotNet),
        ("disk", FileSystem),
        ("load", LoadAverage?.ToString("0.00", CultureInfo.InvariantCulture) ?? "unknown"),
    ];

    /// <summary>This machine.</summary>
    public static Machine Look(string directory) => new()
    {
        Cpu = Line("/proc/cpuinfo", "model name")?.Split(':')[^1].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Cores = Environment.ProcessorCount,
        MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        Os = $"{RuntimeInformation.OSDescription}, kernel {Environment.OSVersion.Version}",
        DotNet = RuntimeInformation.FrameworkDescription + Settings(),
        FileSystem = DiskOf(directory),
        LoadAverage = Load(),
    };

    private static string DiskOf(string directory)
    {
        var drive = new DriveInfo(directory);
        return $"{drive.DriveFormat} at {directory}, {NumberText.Of(drive.AvailableFreeSpace, Unit.Bytes)} free";
    }

    private static double? Load() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
        : null;

    private static string Settings()
    {
        var gc = System.Runtime.GCSettings.IsServerGC ? ", server GC" : "";
        var variables = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(n => n.StartsWith("DOTNET_Tiered", StringComparison.Ordinal)
                || n.StartsWith("DOTNET_GC", StringComparison.Ordinal)
                || n.StartsWith("DOTNET_ReadyToRun", StringComparison.Ordinal))
            .Order()
            .Select(n => $", {n}={Environment.GetEnvironmentVariable(n)}");
        return gc + string.Concat(variables);
    }

    private static string? Line(string file, string start) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal))
        : null;
}
