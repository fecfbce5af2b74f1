using System.Globalization;

namespace Shared;

/// <summary>
/// Runs a test with one seed after the other: each must end without an exception, soon, and in little memory. A
/// failure names its seed; the environment variable FUZZ_SEED runs that one only.
/// </summary>
internal static class Fuzz
{
    private const int FirstSeed = 1;
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private static readonly int? _only = Environment.GetEnvironmentVariable("FUZZ_SEED") is { Length: > 0 } seed
        ? int.Parse(seed, CultureInfo.InvariantCulture)
        : null;

    /// <summary>Runs a number of cases.</summary>
    /// <param name="cases">How many.</param>
    /// <param name="maxBytes">What a case may allocate, in bytes, on its own thread.</param>
    /// <param name="run">A case; all that is random in it comes from its argument.</param>
    public static void Run(int cases, long maxBytes, Action<Random> run)
    {
        var (seed, end) = _only is { } only ? (only, only + 1) : (FirstSeed, FirstSeed + cases);
        string? failure = null;
        var thread = new Thread(() =>
        {
            for (; seed < end && failure is null; seed++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var exception = Record.Exception(() => run(new Random(seed)));
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                failure = exception is not null ? $"seed {seed}: {exception}"
                    : allocated > maxBytes ? $"seed {seed}: {allocated} bytes allocated, at most {maxBytes} are allowed"
                    : null;
            }
        })
        { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(_patience), $"seed {seed}: not done after {_patience} for all {cases} cases");
        Assert.True(failure is null, failure);
    }
}
