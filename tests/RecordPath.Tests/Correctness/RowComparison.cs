using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Correctness;

/// <summary>Compares rows as a multiset; doubles within a tolerance, since their sums depend on the order.</summary>
internal static class RowComparison
{
    private const double Tolerance = 1e-7;

    /// <param name="expected">Rows.</param>
    /// <param name="actual">Rows.</param>
    /// <param name="keys">Number of leading columns that identify a row.</param>
    /// <param name="because">What to say of a difference.</param>
    public static void AssertSame(
        IReadOnlyCollection<object?[]> expected, IEnumerable<object?[]> actual, int keys, string because)
    {
        var found = new Dictionary<string, object?[]>();
        foreach (var row in actual)
        {
            Assert.True(found.TryAdd(KeyText(row, keys), row), $"{because}: a second row for {KeyText(row, keys)}");
        }

        foreach (var row in expected)
        {
            Assert.True(found.Remove(KeyText(row, keys), out var other), $"{because}: no row for {KeyText(row, keys)}");
            for (var column = keys; column < row.Length; column++)
            {
                Assert.True(
                    IsSame(row[column], other![column]),
                    $"{because}: column {column} of {KeyText(row, keys)} is {SinkRow.TextOf(other[column])}, "
                    + $"not {SinkRow.TextOf(row[column])}");
            }
        }

        Assert.True(found.Count == 0, $"{because}: a row for {found.Keys.FirstOrDefault()} that should not be");
    }

    private static string KeyText(object?[] row, int keys) => string.Join(" | ", row.Take(keys).Select(SinkRow.TextOf));

    private static bool IsSame(object? a, object? b) => (a, b) switch
    {
        (double x, double y) => x.Equals(y)
            || Math.Abs(x - y) <= Tolerance * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(y))),
        _ => Equals(a, b),
    };
}
