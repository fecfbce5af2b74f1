using ActorPipeline.Records;

namespace ActorPipeline.Journal.Format;

/// <summary>
/// Columns of events and results as bytes. Layout: type (1 byte); 1 where nulls follow as a bitmap, else 0; the
/// values by type: integers and timestamps packed, booleans a bitmap, text its lengths (packed) and its bytes. Keeps
/// scratch memory: not thread-safe.
/// </summary>
internal sealed class ColumnCodec
{
    private readonly DoubleCodec _doubles = new();
    private readonly DecimalCodec _decimals = new();
    private readonly LongScratch _longs = new();

    /// <summary>
    /// Writes the first <paramref name="count"/> rows. Values of null rows should be default, to pack well.
    /// </summary>
    public void Write(ByteWriter writer, Column column, int count, TextSpans text)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(column);
        writer.WriteByte((byte)column.Type);
        writer.WriteByte(column.HasNulls ? (byte)1 : (byte)0);
        if (column.HasNulls)
        {
            WriteBits(writer, column.IsNull.AsSpan(0, count));
        }

        switch (column.Type)
        {
            case ColumnType.Int64 or ColumnType.Timestamp:
                PackedInts.Write(writer, column.Values<long>().AsSpan(0, count));
                break;
            case ColumnType.Double:
                _doubles.Write(writer, column.Values<double>().AsSpan(0, count));
                break;
            case ColumnType.Decimal:
                _decimals.Write(writer, column.Values<decimal>().AsSpan(0, count));
                break;
            case ColumnType.Boolean:
                WriteBits(writer, column.Values<bool>().AsSpan(0, count));
                break;
            default:
                WriteText(writer, column, count, text);
                break;
        }
    }

    /// <summary>
    /// Reads a column of <paramref name="count"/> rows that <see cref="Write"/> wrote; text goes to the arena.
    /// </summary>
    /// <exception cref="FormatDamageException">The bytes are no column of this type.</exception>
    public void Read(ref ByteCursor cursor, Column column, int count, ByteArena text)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(text);
        var type = cursor.ReadByte();
        if (type != (byte)column.Type)
        {
            throw new FormatDamageException($"a column of type {type} where {column.Type} is expected");
        }

        ReadNulls(ref cursor, column, count);
        switch (column.Type)
        {
            case ColumnType.Int64 or ColumnType.Timestamp:
                PackedInts.Read(ref cursor, column.Values<long>().AsSpan(0, count));
                break;
            case ColumnType.Double:
                _doubles.Read(ref cursor, column.Values<double>().AsSpan(0, count));
                break;
            case ColumnType.Decimal:
                _decimals.Read(ref cursor, column.Values<decimal>().AsSpan(0, count));
                break;
            case ColumnType.Boolean:
                ReadBits(ref cursor, column.Values<bool>().AsSpan(0, count));
                break;
            default:
                ReadText(ref cursor, column, count, text);
                break;
        }
    }

    private static void WriteBits(ByteWriter writer, ReadOnlySpan<bool> bits)
    {
        var target = writer.Claim((bits.Length + 7) / 8);
        target.Clear();
        for (var i = 0; i < bits.Length; i++)
        {
            target[i >> 3] |= (byte)((bits[i] ? 1 : 0) << (i & 7));
        }
    }

    private static void ReadBits(ref ByteCursor cursor, Span<bool> bits)
    {
        var source = cursor.Take((bits.Length + 7) / 8);
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = (source[i >> 3] & (1 << (i & 7))) != 0;
        }
    }

    private static void ReadNulls(ref ByteCursor cursor, Column column, int count)
    {
        column.Reset(count);
        var hasNulls = cursor.ReadByte();
        if (hasNulls == 0)
        {
            return;
        }

        var source = cursor.Take((count + 7) / 8);
        for (var row = 0; row < count; row++)
        {
            if ((source[row >> 3] & (1 << (row & 7))) != 0)
            {
                column.SetNull(row, count);
            }
        }
    }

    private void WriteText(ByteWriter writer, Column column, int count, TextSpans text)
    {
        var slices = column.Values<Utf8Slice>();
        var lengths = _longs.Take(count);
        for (var row = 0; row < count; row++)
        {
            lengths[row] = column.IsNullAt(row) ? 0 : slices[row].Length;
        }

        PackedInts.Write(writer, lengths);
        for (var row = 0; row < count; row++)
        {
            if (lengths[row] > 0)
            {
                writer.WriteBytes(text[slices[row]]);
            }
        }
    }

    private void ReadText(ref ByteCursor cursor, Column column, int count, ByteArena text)
    {
        var lengths = _longs.Take(count);
        PackedInts.Read(ref cursor, lengths);
        var slices = column.Values<Utf8Slice>();
        for (var row = 0; row < count; row++)
        {
            if ((ulong)lengths[row] > (ulong)cursor.Left)
            {
                throw new FormatDamageException($"text of {lengths[row]} bytes, {cursor.Left} are left");
            }

            slices[row] = text.Append(cursor.Take((int)lengths[row]));
        }
    }
}
