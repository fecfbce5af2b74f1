using System.Globalization;
using System.Text;
using ActorPipeline.Decoding;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Decoding;

/// <summary>Frames rows, decodes them, and shows them as text that tests compare.</summary>
internal static class DecodedRows
{
    /// <summary>Room after the data, as in a source's buffer; without it the JSON fast path stays off.</summary>
    public const int Room = 256;

    public static RecordBatch Frame(IReadOnlyList<ColumnSpec> columns, IReadOnlyList<byte[]> rows, int room = Room)
    {
        var batch = new RecordBatch([.. columns.Select(column => column.Type)]);
        Reframe(batch, rows, room);
        return batch;
    }

    public static void Reframe(RecordBatch batch, IReadOnlyList<byte[]> rows, int room = Room)
    {
        batch.Clear();
        batch.Data = new byte[rows.Sum(row => row.Length + 1) - (room == 0 ? 1 : 0) + room];
        var at = 0;
        foreach (var row in rows)
        {
            row.CopyTo(batch.Data, at);
            batch.AddRow(at, at + row.Length);
            at += row.Length + 1;
            if (at <= batch.Data.Length)
            {
                batch.Data[at - 1] = (byte)'\n';
            }
        }
    }

    /// <summary>Decodes lines with a new decoder; each becomes <c>a|b|c</c>, or <c>!Reason: detail</c>.</summary>
    public static string[] Decode(DecoderSpec spec, params string[] lines)
    {
        var batch = Frame(spec.Columns, [.. lines.Select(Encoding.UTF8.GetBytes)]);
        DecoderFactory.Create(spec).Decode(batch);
        return Show(batch, spec.Columns.Count);
    }

    public static string[] Show(RecordBatch batch, int columns)
    {
        var dead = batch.DeadRows.ToDictionary(row => row.Row);
        return [.. Enumerable.Range(0, batch.RowCount).Select(row => dead.TryGetValue(row, out var reason)
            ? $"!{reason.Reason}: {reason.Detail}"
            : string.Join('|', batch.Columns.Take(columns).Select(column => Show(batch, column, row))))];
    }

    private static string Show(RecordBatch batch, Column column, int row)
    {
        if (column.IsNullAt(row))
        {
            return "null";
        }

        var culture = CultureInfo.InvariantCulture;
        return column.Type switch
        {
            ColumnType.Double => column.Values<double>()[row].ToString("R", culture),
            ColumnType.Decimal => column.Values<decimal>()[row].ToString(culture),
            ColumnType.Boolean => column.Values<bool>()[row] ? "true" : "false",
            ColumnType.String => $"'{Encoding.UTF8.GetString(batch.Text(column.Values<Utf8Slice>()[row]))}'",
            _ => column.Values<long>()[row].ToString(culture),
        };
    }
}
