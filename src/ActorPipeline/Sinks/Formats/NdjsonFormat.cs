using System.Diagnostics;
using ActorPipeline.Emission;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>
/// A JSON object a line, UTF-8, members in the order of the columns, ended by a line feed. Timestamps are strings
/// (<see cref="Iso8601"/>); integers and decimals are numbers with all of their digits; doubles are the shortest
/// numbers that read back to the same bits (<see cref="ShortestDouble"/>); not a number and the infinities, which
/// JSON does not have, are <c>null</c>, as a missing value is.
/// </summary>
public sealed class NdjsonFormat : IRowFormat
{
    private readonly byte[] _signature;
    private readonly byte[][] _names;
    private readonly ValueWriter[] _writers;
    private readonly TextValueWriter[] _texts;
    private readonly int _maxFixedLength;

    /// <summary>Creates the format for rows with these columns.</summary>
    /// <exception cref="ArgumentException">There are no columns.</exception>
    public NdjsonFormat(IReadOnlyList<ResultColumn> schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfZero(schema.Count);
        _names = new byte[schema.Count][];
        _writers = new ValueWriter[schema.Count];
        _maxFixedLength = "}\n".Length;
        for (var i = 0; i < schema.Count; i++)
        {
            _names[i] = [(byte)(i == 0 ? '{' : ','), .. JsonText.Name(schema[i].Name)];
            _writers[i] = CreateWriter(schema[i].Type);
            _maxFixedLength += _names[i].Length + Math.Max("null".Length, _writers[i].MaxFixedLength);
        }

        _texts = [.. _writers.OfType<TextValueWriter>()];
        _signature = _names[0];
    }

    /// <inheritdoc />
    public ReadOnlySpan<byte> Header => default;

    /// <inheritdoc />
    public ReadOnlySpan<byte> Signature => _signature;

    /// <inheritdoc />
    public int Write(ResultBatch rows, int firstRow, Span<byte> destination, out int written)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Debug.Assert(rows.Columns.Length == _writers.Length, "a batch of another schema");
        for (var i = 0; i < _writers.Length; i++)
        {
            _writers[i].Bind(rows, i);
        }

        written = 0;
        var row = firstRow;
        while (row < rows.RowCount && MaxLength(row) <= destination.Length - written)
        {
            written += WriteRow(row, destination[written..]);
            row++;
        }

        return row - firstRow;
    }

    private static ValueWriter CreateWriter(ColumnType type) => type switch
    {
        ColumnType.Int64 => new Int64Writer(),
        ColumnType.Double => new DoubleWriter("null"u8.ToArray(), "null"u8.ToArray(), "null"u8.ToArray()),
        ColumnType.Decimal => new DecimalWriter(),
        ColumnType.Boolean => new BooleanWriter(),
        ColumnType.String => new JsonStringWriter(),
        ColumnType.Timestamp => new TimestampWriter(isQuoted: true),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a column type"),
    };

    private long MaxLength(int row)
    {
        long length = _maxFixedLength;
        foreach (var text in _texts)
        {
            length += text.MaxLength(row);
        }

        return length;
    }

    private int WriteRow(int row, Span<byte> destination)
    {
        var at = 0;
        for (var i = 0; i < _writers.Length; i++)
        {
            var name = _names[i];
            name.CopyTo(destination[at..]);
            at += name.Length;
            var writer = _writers[i];
            if (writer.IsNull(row))
            {
                "null"u8.CopyTo(destination[at..]);
                at += "null".Length;
            }
            else
            {
                at += writer.Write(row, destination[at..]);
            }
        }

        "}\n"u8.CopyTo(destination[at..]);
        return at + "}\n".Length;
    }
}
