using System.Text;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sources;

namespace ActorPipeline.Tests.Sources;

/// <summary>Reads sources to their end.</summary>
public static class Reading
{
    public static FilesSourceSpec Files(TempFolder folder, params string[] paths) => new(paths, false, folder.Path);

    public static ISource Open(SourceSpec spec, ReadOnlyMemory<byte> state = default) =>
        SourceFactory.Open(spec, state, TimeProvider.System);

    public static List<string> Texts(SourceSpec spec) => [.. Rows(spec).Select(row => row.Text)];

    /// <summary>All rows of the first partition, from its beginning.</summary>
    public static List<ReadRow> Rows(SourceSpec spec)
    {
        using var source = Open(spec);
        return Rows(source.Partitions[0], 0);
    }

    /// <summary>All rows from a position on, one batch after the other.</summary>
    public static List<ReadRow> Rows(ISourcePartition partition, long position, Action<RecordBatch>? each = null)
    {
        partition.Seek(position);
        var rows = new List<ReadRow>();
        var batch = new RecordBatch([]);
        while (Next(partition, batch, rows) is var result && result != ReadResult.Ended)
        {
            Assert.Equal(ReadResult.Filled, result);
            each?.Invoke(batch);
        }

        return rows;
    }

    public static ReadResult Next(ISourcePartition partition, RecordBatch batch, List<ReadRow> rows)
    {
        batch.Clear();
        var result = partition.Read(batch);
        if (result == ReadResult.Filled)
        {
            Assert.True(batch.RowCount > 0, "A filled batch has rows.");
            Assert.True(batch.To > batch.From, "A filled batch covers something.");
            rows.AddRange(RowsOf(batch));
        }

        return result;
    }

    public static IEnumerable<ReadRow> RowsOf(RecordBatch batch) => Enumerable.Range(0, batch.RowCount).Select(
        row => new ReadRow(
            batch.PositionOf(row),
            Encoding.Latin1.GetString(batch.RowBytes(row)),
            batch.Status[row] == RowStatus.Dead));
}
