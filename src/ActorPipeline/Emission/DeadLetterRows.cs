using System.Text;
using ActorPipeline.Records;

namespace ActorPipeline.Emission;

/// <summary>Collects the dead letters of a commit.</summary>
internal sealed class DeadLetterRows
{
    private int _capacity;

    public ResultBatch Batch { get; } = new(DeadLetterSchema.Columns);

    /// <summary>By row, the code of its reason.</summary>
    public ReadOnlySpan<long> Reasons =>
        Batch.Columns[DeadLetterSchema.Reason].Values<long>().AsSpan(0, Batch.RowCount);

    /// <summary>Rough size in bytes.</summary>
    public long Bytes => Batch.Scratch.Length + (Batch.RowCount * 16L);

    /// <summary>Adds a dead letter.</summary>
    public void Add(PartitionId partition, long position, DeadReason reason, string detail, ReadOnlySpan<byte> record)
    {
        var row = Batch.RowCount;
        if (row == _capacity)
        {
            _capacity = Math.Max(256, _capacity * 2);
            foreach (var column in Batch.Columns)
            {
                column.Grow(_capacity, row);
            }
        }

        var columns = Batch.Columns;
        columns[DeadLetterSchema.Partition].Values<long>()[row] = partition.Value;
        columns[DeadLetterSchema.Position].Values<long>()[row] = position;
        columns[DeadLetterSchema.Reason].Values<long>()[row] = (long)reason;
        var start = Batch.Scratch.Length;
        Encoding.UTF8.GetBytes(detail, Batch.Scratch);
        columns[DeadLetterSchema.Detail].Values<Utf8Slice>()[row] = Batch.Scratch.SliceFrom(start);
        columns[DeadLetterSchema.Record].Values<Utf8Slice>()[row] = Batch.Scratch.Append(record);
        Batch.RowCount = row + 1;
    }

    /// <summary>Forgets the rows from a number on; none of them was null.</summary>
    public void Truncate(int rows) => Batch.RowCount = rows;

    public void Clear()
    {
        Batch.RowCount = 0;
        Batch.Scratch.Clear();
    }
}
