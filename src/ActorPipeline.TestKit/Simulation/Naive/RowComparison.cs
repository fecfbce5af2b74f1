using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit.Simulation.Naive;

/// <summary>Compares rows as a multiset; doubles within a tolerance, since their sums depend on the order.</summary>
internal static class RowComparison
{
    private const double Tolerance = 1e-12;

    /// <param name="expected">Rows.</param>
    /// <param name="actual">Rows.</param>
    /// <param name="keys">Number of leading columns that identify a row.</param>
    /// <param name="because">What to say of a difference.</param>
    public static void AssertSame(
        IReadOnlyCollection<IReadOnlyList<object?>> expected,
        IEnumerable<IReadOnlyList<object?>> actual,
        int keys,
        string because)
    {
        var found = new Dictionary<string, IReadOnlyList<object?>>();
        foreach (var row in actual)
        {
            PipelineTestException.ThrowUnless(
                found.TryAdd(KeyText(row, keys), row), $"{because}: a second row for {KeyText(row, keys)}");
        }

        foreach (var row in expected)
        {
            PipelineTestException.ThrowUnless(
                found.Remove(KeyText(row, keys), out var other), $"{because}: no row for {KeyText(row, keys)}");
            for (var column = keys; column < row.Count; column++)
            {
                PipelineTestException.ThrowUnless(
                    IsSame(row[column], other![column]),
                    $"{because}: column {column} of {KeyText(row, keys)} is {SinkRow.TextOf(other[column])}, "
                    + $"not {SinkRow.TextOf(row[column])}");
            }
        }

        PipelineTestException.ThrowUnless(
            found.Count == 0, $"{because}: a row for {found.Keys.FirstOrDefault()} that should not be");
    }

    private static string KeyText(IReadOnlyList<object?> row, int keys) =>
        string.Join(" | ", row.Take(keys).Select(SinkRow.TextOf));

    private static bool IsSame(object? a, object? b) => (a, b) switch
    {
        (double x, double y) => x.Equals(y)
            || Math.Abs(x - y) <= Tolerance * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(y))),
        _ => Equals(a, b),
    };
}
