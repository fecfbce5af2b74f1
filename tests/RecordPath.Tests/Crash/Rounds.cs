using System.Globalization;

namespace RecordPath.Tests.Crash;

/// <summary>How often random tests crash something, and where: <c>CRASHES</c> and <c>CRASH_SEED</c> override it.</summary>
internal static class Rounds
{
    /// <summary>The number of crashes, or the default of the test.</summary>
    public static int Count(int standard) => Read("CRASHES") ?? standard;

    /// <summary>The seed: the test's own, so that a build never fails by chance, or the one that is given.</summary>
    public static int Seed(int standard) => Read("CRASH_SEED") ?? standard;

    private static int? Read(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
