using ActorPipeline.Journal.Format;

namespace ActorPipeline.Emission;

/// <summary>Rows for a sink as the payload of a blob: number of rows, number of columns, the columns.</summary>
internal static class OutboxBlock
{
    /// <summary>Writes rows.</summary>
    public static void Write(ByteWriter writer, ResultBatch rows, ColumnCodec codec)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(codec);
        writer.WriteUnsigned((ulong)rows.RowCount);
        writer.WriteUnsigned((ulong)rows.Columns.Length);
        foreach (var column in rows.Columns)
        {
            codec.Write(writer, column, rows.RowCount, new TextSpans(rows.Data.Span, rows.Scratch.Written));
        }
    }

    /// <summary>Reads rows that have the batch's schema.</summary>
    /// <exception cref="FormatDamageException">The payload is no such block.</exception>
    public static void Read(ReadOnlySpan<byte> payload, ResultBatch rows, ColumnCodec codec)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(codec);
        var cursor = new ByteCursor(payload);
        var count = cursor.ReadCount(PackedInts.MaxCount, "rows");
        var columns = cursor.ReadCount(payload.Length, "columns");
        if (columns != rows.Columns.Length)
        {
            throw new FormatDamageException($"{columns} columns where {rows.Columns.Length} are expected");
        }

        rows.Scratch.Clear();
        foreach (var column in rows.Columns)
        {
            codec.Read(ref cursor, column, count, rows.Scratch);
        }

        rows.RowCount = count;
    }
}
