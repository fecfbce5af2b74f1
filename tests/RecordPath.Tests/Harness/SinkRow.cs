using System.Globalization;
using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace RecordPath.Tests.Harness;

/// <summary>
/// A row as a target keeps it: what it came with, and its values as long, double, decimal, bool, string or null.
/// </summary>
internal sealed record SinkRow(ShardId Shard, long Sequence, object?[] Values)
{
    public static SinkRow Of(ShardId shard, long sequence, ResultBatch batch, int row) =>
        new(shard, sequence, [.. batch.Columns.Select(c => ColumnValues.Get(c, row, batch.Text))]);

    public static string TextOf(object? value) => value switch
    {
        null => "null",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text => '"' + text + '"',
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public override string ToString() => string.Join(" | ", Values.Select(TextOf));
}
