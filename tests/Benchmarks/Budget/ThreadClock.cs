using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Benchmarks.Budget;

/// <summary>CPU time of the calling thread; elsewhere than on Linux, time itself.</summary>
internal static class ThreadClock
{
    // clock_gettime(2)
    private const int ThreadCpuTimeId = 3;

    /// <summary>Whether it is CPU time.</summary>
    public static bool IsCpuTime { get; } = OperatingSystem.IsLinux();

    /// <summary>Nanoseconds from some point on.</summary>
    public static long Now()
    {
        if (!IsCpuTime)
        {
            return (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
        }

        _ = clock_gettime(ThreadCpuTimeId, out var time);
        return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
    }

    /// <summary>What asking costs, nanoseconds.</summary>
    public static double Cost()
    {
        const int asked = 20_000;
        for (var i = 0; i < asked; i++)
        {
            Now();
        }

        var start = Now();
        for (var i = 0; i < asked; i++)
        {
            Now();
        }

        return (Now() - start) / (double)asked;
    }

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int clock_gettime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
