using ActorPipeline.Emission;
using ActorPipeline.Notation;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>
/// A JSON object a line, UTF-8, members in the order of the columns, ended by a line feed. Timestamps are strings
/// (<see cref="Iso8601"/>); integers and decimals are numbers with all of their digits; doubles are the shortest
/// numbers that read back to the same bits (<see cref="ShortestDouble"/>); not a number and the infinities, which
/// JSON does not have, are <c>null</c>, as a missing value is.
/// </summary>
internal sealed class NdjsonFormat : IRowFormat
{
    private readonly RowTemplate _template;
    private readonly byte[] _signature;

    /// <summary>Creates the format for rows with these columns.</summary>
    /// <exception cref="ArgumentException">There are no columns.</exception>
    public NdjsonFormat(IReadOnlyList<ResultColumn> schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfZero(schema.Count);
        var fields = new RowField[schema.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            var before = new Piece([(byte)(i == 0 ? '{' : ','), .. JsonText.Name(schema[i].Name)]);
            fields[i] = new RowField(i, before, CreateWriter(schema[i].Type), new Piece("null"u8));
        }

        _template = new RowTemplate(fields, "}\n"u8);
        _signature = fields[0].Before.Bytes.ToArray();
    }

    /// <inheritdoc />
    public ReadOnlySpan<byte> Header => default;

    /// <inheritdoc />
    public ReadOnlySpan<byte> Signature => _signature;

    /// <inheritdoc />
    public int Write(ResultBatch rows, int firstRow, Span<byte> destination, out int written)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return _template.Write(rows, firstRow, destination, out written);
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
}
