using System.Globalization;
using System.Text;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace Benchmarks.Components;

/// <summary>JSON objects of many numbers, all of them columns.</summary>
internal sealed class WideRecords(int columns, bool shuffled)
{
    private const int Room = 256;
    private const int BatchBytes = 256 << 10;

    /// <summary>The numbers of columns that are measured.</summary>
    public static IReadOnlyList<int> Columns { get; } = [10, 100, 1000, 3000];

    /// <summary>What they are called in a table.</summary>
    public string Name { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{columns} columns, {(shuffled ? "shuffled" : "in order")}");

    /// <summary>Their columns.</summary>
    public JsonDecoderSpec Spec { get; } = new(
        [.. Enumerable.Range(0, columns).Select(i => new ColumnSpec($"field{i}", ColumnType.Int64, $"field{i}"))]);

    /// <summary>Framed batches, not decoded.</summary>
    public IReadOnlyList<RecordBatch> Batches(int count)
    {
        var random = new Random(columns);
        return [.. Enumerable.Range(0, count).Select(_ => Batch(random))];
    }

    private RecordBatch Batch(Random random)
    {
        var batch = new RecordBatch([.. Spec.Columns.Select(c => c.Type)]);
        var text = new StringBuilder();
        var order = Enumerable.Range(0, columns).ToArray();
        batch.Clear();
        while (text.Length < BatchBytes)
        {
            if (shuffled)
            {
                random.Shuffle(order);
            }

            var start = text.Length;
            text.Append('{');
            text.AppendJoin(',', order.Select(i => $"\"field{i}\":{random.Next(1_000_000)}"));
            text.Append('}');
            batch.AddRow(start, text.Length);
            text.Append('\n');
        }

        batch.Data = [.. Encoding.UTF8.GetBytes(text.ToString()), .. new byte[Room]];
        return batch;
    }
}
