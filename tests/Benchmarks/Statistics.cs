namespace Benchmarks;

/// <summary>What many measurements come down to.</summary>
internal static class Statistics
{
    /// <summary>The middle one; of an even number the mean of the two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The middle one; of an even number the mean of the two.</summary>
    public static double Median(IEnumerable<long> values) => Median(values.Select(v => (double)v));

    /// <summary>The value that a share of all are at or below.</summary>
    public static double Percentile(IReadOnlyCollection<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }
}
