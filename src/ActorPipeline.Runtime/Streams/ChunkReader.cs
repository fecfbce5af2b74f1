using System.Text;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Runtime.Results;

namespace ActorPipeline.Runtime.Streams;

/// <summary>Makes records of the rows of a batch.</summary>
internal sealed class ChunkReader
{
    private readonly PipelinePlan _plan;
    private readonly KeyCodec _keys;
    private readonly ResultColumn[] _columns;

    public ChunkReader(PipelinePlan plan)
    {
        (_plan, _keys) = (plan, new KeyCodec(plan.Key));
        string[] names = [.. plan.Decoder.Columns.Select(c => c.Name), .. plan.Lets.Select(l => l.Name)];
        _columns = [.. plan.BatchColumns.Select(
            (type, i) => new ResultColumn(names[i], type, plan.Key.Any(k => k.Column == i)))];
    }

    public IReadOnlyList<StreamRecord> Read(RecordChunk chunk)
    {
        var (batch, rows) = (chunk.Batch.Records, new List<StreamRecord>());
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.Status[row] == RowStatus.Live)
            {
                rows.Add(new StreamRecord(
                    batch.Partition, batch.PositionOf(row), KeyOf(chunk, row), TimeOf(chunk, row), _columns,
                    ValuesOf(batch, row)));
            }
        }

        return rows;
    }

    private string? KeyOf(RecordChunk chunk, int row) =>
        chunk.IsRouted ? _keys.ToText(chunk.Batch.Records.Text(chunk.Batch.Keys[row])) : null;

    private DateTimeOffset? TimeOf(RecordChunk chunk, int row) => chunk.IsRouted && _plan.EventTime is not null
        ? DateTimeOffset.UnixEpoch.AddTicks(chunk.Batch.TimesUs[row] * TimeSpan.TicksPerMicrosecond)
        : null;

    private static object?[] ValuesOf(RecordBatch batch, int row)
    {
        var values = new object?[batch.Columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var column = batch.Columns[i];
            values[i] = column.Type == ColumnType.String && !column.IsNullAt(row)
                ? Encoding.UTF8.GetString(batch.Text(column.Values<Utf8Slice>()[row]))
                : ResultValues.ValueOf(column, row);
        }

        return values;
    }
}
