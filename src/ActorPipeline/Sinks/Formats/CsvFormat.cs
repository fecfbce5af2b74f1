using System.Text;
using ActorPipeline.Emission;
using ActorPipeline.Notation;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>
/// Comma-separated values by RFC 4180, UTF-8 without a byte order mark, lines ended by CR LF, the columns' names in
/// the first line. A missing value is an empty field and an empty text a quoted one (<c>""</c>), so that they stay
/// apart. Timestamps are ISO 8601 (<see cref="Iso8601"/>); integers and decimals have all of their digits; doubles
/// read back to the same bits (<see cref="ShortestDouble"/>), with <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>.
/// </summary>
internal sealed class CsvFormat : IRowFormat
{
    private readonly RowTemplate _template;
    private readonly byte[] _header;

    /// <summary>Creates the format for rows with these columns.</summary>
    /// <exception cref="ArgumentException">There are no columns.</exception>
    public CsvFormat(IReadOnlyList<ResultColumn> schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfZero(schema.Count);
        var fields = new RowField[schema.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            var before = new Piece(i == 0 ? default : ","u8);
            fields[i] = new RowField(i, before, CreateWriter(schema[i].Type), new Piece(default));
        }

        _template = new RowTemplate(fields, "\r\n"u8);
        _header = CreateHeader(schema);
    }

    /// <inheritdoc />
    public ReadOnlySpan<byte> Header => _header;

    /// <inheritdoc />
    public ReadOnlySpan<byte> Signature => _header;

    /// <inheritdoc />
    public int Write(ResultBatch rows, int firstRow, Span<byte> destination, out int written)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return _template.Write(rows, firstRow, destination, out written);
    }

    private static byte[] CreateHeader(IReadOnlyList<ResultColumn> schema)
    {
        var header = new List<byte>();
        foreach (var column in schema)
        {
            var name = Encoding.UTF8.GetBytes(column.Name);
            var field = new byte[(name.Length * CsvText.MaxGrowth) + 2];
            header.AddRange(header.Count == 0 ? default : ","u8);
            header.AddRange(field.AsSpan(0, CsvText.Write(name, field)));
        }

        header.AddRange("\r\n"u8);
        return [.. header];
    }

    private static ValueWriter CreateWriter(ColumnType type) => type switch
    {
        ColumnType.Int64 => new Int64Writer(),
        ColumnType.Double => new DoubleWriter(
            "NaN"u8.ToArray(), "Infinity"u8.ToArray(), "-Infinity"u8.ToArray()),
        ColumnType.Decimal => new DecimalWriter(),
        ColumnType.Boolean => new BooleanWriter(),
        ColumnType.String => new CsvStringWriter(),
        ColumnType.Timestamp => new TimestampWriter(isQuoted: false),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a column type"),
    };
}
