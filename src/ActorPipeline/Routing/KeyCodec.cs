using System.Buffers.Binary;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Routing;

/// <summary>
/// A key as bytes, and back. Equal keys have equal bytes. A key of one text is that text itself (null is the byte
/// 0xFF, which no UTF-8 text holds). Any other key is its parts one after the other: 0 for null, or 1 and the value:
/// 8 bytes for numbers and times, 16 for decimals (without trailing zeros), 1 for booleans, a length and bytes for
/// text. Part of the journal's format.
/// </summary>
internal sealed class KeyCodec
{
    private static readonly byte[] NullText = [0xFF];
    private readonly ColumnType[] _types;

    /// <summary>A codec for keys of these parts.</summary>
    public KeyCodec(IReadOnlyList<KeyPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _types = [.. parts.Select(p => p.Type)];
        IsText = _types is [ColumnType.String];
    }

    /// <summary>Whether the key is one text, and so needs no encoding.</summary>
    public bool IsText { get; }

    /// <summary>The bytes of a null key of one text.</summary>
    public static ReadOnlySpan<byte> NullTextKey => NullText;

    /// <summary>Appends one part of a key to the arena.</summary>
    public static void Append(ByteArena target, Column column, int row, ReadOnlySpan<byte> text)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(column);
        if (column.IsNullAt(row))
        {
            target.Append([0]);
            return;
        }

        Span<byte> bytes = stackalloc byte[17];
        bytes[0] = 1;
        switch (column.Type)
        {
            case ColumnType.Int64 or ColumnType.Timestamp:
                BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], column.Values<long>()[row]);
                target.Append(bytes[..9]);
                break;
            case ColumnType.Double:
                // Adding zero makes negative zero positive.
                var number = column.Values<double>()[row] + 0.0;
                BinaryPrimitives.WriteDoubleLittleEndian(bytes[1..], double.IsNaN(number) ? double.NaN : number);
                target.Append(bytes[..9]);
                break;
            case ColumnType.Decimal:
                WriteDecimal(bytes[1..], column.Values<decimal>()[row]);
                target.Append(bytes);
                break;
            case ColumnType.Boolean:
                bytes[1] = column.Values<bool>()[row] ? (byte)1 : (byte)0;
                target.Append(bytes[..2]);
                break;
            default:
                BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], text.Length);
                target.Append(bytes[..5]);
                target.Append(text);
                break;
        }
    }

    /// <summary>Reads a key into the first columns of a row of results.</summary>
    /// <exception cref="FormatDamageException">The bytes are no such key.</exception>
    public void Decode(ReadOnlySpan<byte> key, Column[] columns, int row, int rows, ByteArena text)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(text);
        if (IsText)
        {
            DecodeText(key, columns[0], row, rows, text);
            return;
        }

        var cursor = new ByteCursor(key);
        for (var part = 0; part < _types.Length; part++)
        {
            if (cursor.ReadByte() == 0)
            {
                SetNull(columns[part], row, rows);
            }
            else
            {
                DecodePart(ref cursor, columns[part], row, text);
            }
        }
    }

    /// <summary>A key as text: its text, or its parts joined by <c>|</c>.</summary>
    public string ToText(ReadOnlySpan<byte> key)
    {
        var columns = new Column[_types.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Column.Create(_types[i]);
            columns[i].Reset(1);
        }

        var text = new ByteArena();
        Decode(key, columns, 0, 1, text);
        return string.Join('|', columns.Select(c => KeyText.Of(c, text)));
    }

    /// <summary>The bytes of a key as <see cref="ToText"/> gives it: its parts joined by <c>|</c>.</summary>
    /// <inheritdoc cref="Parse" path="/exception" />
    public static byte[] ParseJoined(IReadOnlyList<KeyPart> parts, string text)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(text);
        return Parse(parts, parts.Count switch { 0 => [], 1 => [text], _ => text.Split('|') });
    }

    /// <summary>The bytes of a key that is written as text, as an operator does.</summary>
    /// <exception cref="FormatException">There are more or fewer parts, or one is not of its type.</exception>
    /// <exception cref="ArgumentException">A part has half of a surrogate pair in it.</exception>
    public static byte[] Parse(IReadOnlyList<KeyPart> parts, IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(texts);
        if (parts.Count != texts.Count)
        {
            throw new FormatException(
                $"the key has {parts.Count} {(parts.Count == 1 ? "part" : "parts")} "
                + $"({string.Join(", ", parts.Select(p => p.Name))}), "
                + $"{texts.Count} are given");
        }

        var arena = new ByteArena();
        for (var i = 0; i < parts.Count; i++)
        {
            var column = Column.Create(parts[i].Type);
            column.Reset(1);
            var text = WholeText.Bytes(texts[i], "the key");
            if (parts.Count == 1 && parts[i].Type == ColumnType.String)
            {
                return text;
            }

            KeyText.Set(column, parts[i].Name, texts[i]);
            Append(arena, column, 0, text);
        }

        return arena.Written.ToArray();
    }

    private static void DecodeText(ReadOnlySpan<byte> key, Column column, int row, int rows, ByteArena text)
    {
        if (key.SequenceEqual(NullTextKey))
        {
            SetNull(column, row, rows);
        }
        else
        {
            column.Values<Utf8Slice>()[row] = text.Append(key);
        }
    }

    private static void DecodePart(ref ByteCursor cursor, Column column, int row, ByteArena text)
    {
        switch (column.Type)
        {
            case ColumnType.Int64 or ColumnType.Timestamp:
                column.Values<long>()[row] = cursor.ReadInt64();
                break;
            case ColumnType.Double:
                column.Values<double>()[row] = BitConverter.Int64BitsToDouble(cursor.ReadInt64());
                break;
            case ColumnType.Decimal:
                column.Values<decimal>()[row] = DecimalCodec.FromBits(
                    [cursor.ReadInt32(), cursor.ReadInt32(), cursor.ReadInt32(), cursor.ReadInt32()]);
                break;
            case ColumnType.Boolean:
                column.Values<bool>()[row] = cursor.ReadByte() != 0;
                break;
            default:
                column.Values<Utf8Slice>()[row] = text.Append(cursor.Take(cursor.ReadInt32()));
                break;
        }
    }

    private static void SetNull(Column column, int row, int rows)
    {
        column.SetNull(row, rows);
        if (column.Type == ColumnType.String)
        {
            column.Values<Utf8Slice>()[row] = default;
        }
    }

    private static void WriteDecimal(Span<byte> target, decimal value)
    {
        // Dividing by one with all 28 places takes the trailing zeros away, so that 1.50 and 1.5 are one key.
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value == 0 ? 0 : value / 1.0000000000000000000000000000m, bits);
        for (var i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(target[(4 * i)..], bits[i]);
        }
    }
}
