using System.Globalization;

namespace RecordPath.Tests.Harness;

/// <summary>How many seeds random tests run: few in a build, more when RECORDPATH_SEEDS multiplies them.</summary>
internal static class Seeds
{
    private static readonly int _factor =
        int.Parse(Environment.GetEnvironmentVariable("RECORDPATH_SEEDS") ?? "1", CultureInfo.InvariantCulture);

    public static IEnumerable<int> Up(int count) => Enumerable.Range(0, count * _factor);
}
