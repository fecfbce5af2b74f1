using System.Text;
using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit.Rows;

/// <summary>What is different between the rows that were expected and those that came.</summary>
internal sealed class RowDifference
{
    private RowDifference(IReadOnlyList<ExpectedRow> missing, IReadOnlyList<SinkRow> unexpected) =>
        (Missing, Unexpected) = (missing, unexpected);

    /// <summary>Expected, and not there.</summary>
    public IReadOnlyList<ExpectedRow> Missing { get; }

    /// <summary>There, and not expected.</summary>
    public IReadOnlyList<SinkRow> Unexpected { get; }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Missing.Count == 0 && Unexpected.Count == 0;

    /// <summary>
    /// Compares rows. Each row is matched once. In any order, the expectations that name most columns choose first.
    /// </summary>
    public static RowDifference Between(
        IReadOnlyList<ExpectedRow> expected, IReadOnlyList<SinkRow> actual, bool isOrdered = false)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        if (isOrdered)
        {
            return InOrder(expected, actual);
        }

        var (missing, left) = (new List<ExpectedRow>(), actual.ToList());
        foreach (var row in expected.OrderByDescending(r => r.Fields.Count))
        {
            var at = left.FindIndex(r => !row.Differences(r).Any());
            if (at < 0)
            {
                missing.Add(row);
            }
            else
            {
                left.RemoveAt(at);
            }
        }

        return new RowDifference([.. expected.Where(missing.Contains)], left);
    }

    /// <summary>A line for each row; under a missing one, the row that is nearest to it and how it differs.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var row in Missing)
        {
            var where = row.Where.Length == 0 ? "" : $"   ({row.Where})";
            text.Append("  missing     ").Append(row).Append(where).Append('\n');
            if (Nearest(row) is { } hint)
            {
                text.Append("              ").Append(hint).Append('\n');
            }
        }

        foreach (var row in Unexpected)
        {
            text.Append("  unexpected  ").Append(row.ToJson()).Append('\n');
        }

        return text.ToString();
    }

    private static RowDifference InOrder(IReadOnlyList<ExpectedRow> expected, IReadOnlyList<SinkRow> actual)
    {
        var same = 0;
        while (same < expected.Count && same < actual.Count && !expected[same].Differences(actual[same]).Any())
        {
            same++;
        }

        return new RowDifference([.. expected.Skip(same)], [.. actual.Skip(same)]);
    }

    /// <summary>Says nothing where less than half of a row is the same: then it is another row.</summary>
    private string? Nearest(ExpectedRow row)
    {
        var near = Unexpected.Select(r => row.Differences(r).ToList()).MinBy(d => d.Count);
        return near is null || near.Count == 0 || near.Count * 2 > row.Fields.Count
            ? null
            : $"there is one in which {string.Join("; ", near)}";
    }
}
