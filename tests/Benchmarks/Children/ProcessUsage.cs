using System.Diagnostics;

namespace Benchmarks.Children;

/// <summary>What a process has used since it started: the runtime's start and the compiler's work included.</summary>
/// <param name="CpuSeconds">CPU time of all threads.</param>
/// <param name="PeakRssBytes">Most memory that was resident.</param>
internal sealed record ProcessUsage(double CpuSeconds, long PeakRssBytes)
{
    public static ProcessUsage OfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessUsage(process.TotalProcessorTime.TotalSeconds, process.PeakWorkingSet64);
    }
}
