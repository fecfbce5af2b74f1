using System.Globalization;
using System.Text;
using ActorPipeline.Emission;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sinks.Formats;

namespace ActorPipeline.Sinks;

/// <summary>Rows as lines of aligned cells, numbers to the right. Columns only ever get wider.</summary>
internal sealed class ConsoleTable
{
    private const string Gap = "  ";
    private const string Missing = "-";
    private const int LeastNumberWidth = 10;
    private const int TimestampWidth = 20;
    private readonly IReadOnlyList<ResultColumn> _schema;
    private readonly ValueWriter?[] _writers;
    private readonly int[] _widths;
    private readonly byte[] _scratch = new byte[128];
    private ResultBatch? _rows;
    private bool _hasHeader;

    public ConsoleTable(IReadOnlyList<ResultColumn> schema)
    {
        _schema = schema;
        _writers = [.. schema.Select(column => CreateWriter(column.Type))];
        _widths = [.. schema.Select(column => Math.Max(LeastWidth(column.Type), ConsoleText.Width(Name(column))))];
    }

    /// <summary>Turns to a batch, for <see cref="Cells"/>.</summary>
    public void Bind(ResultBatch rows)
    {
        _rows = rows;
        for (var i = 0; i < _writers.Length; i++)
        {
            _writers[i]?.Bind(rows, i);
        }
    }

    /// <summary>The cells of a row, which keep nothing of the batch.</summary>
    public string[] Cells(int row)
    {
        var cells = new string[_writers.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Cell(i, row);
        }

        return cells;
    }

    /// <summary>Prints rows, the header before the first, and how many earlier rows are not shown.</summary>
    public void Print(IReadOnlyCollection<string[]> rows, long hidden, TextWriter output)
    {
        foreach (var cells in rows)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                _widths[i] = Math.Max(_widths[i], ConsoleText.Width(cells[i]));
            }
        }

        if (!_hasHeader)
        {
            _hasHeader = true;
            PrintLine(output, [.. _schema.Select(Name)]);
            PrintLine(output, [.. _widths.Select(width => new string('─', width))]);
        }

        if (hidden > 0)
        {
            var noun = hidden == 1 ? "row" : "rows";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… {hidden:N0} earlier {noun} not shown"));
        }

        foreach (var cells in rows)
        {
            PrintLine(output, cells);
        }
    }

    private static string Name(ResultColumn column) => ConsoleText.Clean(column.Name);

    private static ValueWriter? CreateWriter(ColumnType type) => type switch
    {
        ColumnType.Int64 => new Int64Writer(),
        ColumnType.Double => new DoubleWriter("NaN"u8.ToArray(), "∞"u8.ToArray(), "-∞"u8.ToArray()),
        ColumnType.Decimal => new DecimalWriter(),
        ColumnType.Boolean => new BooleanWriter(),
        ColumnType.Timestamp => new TimestampWriter(isQuoted: false),
        _ => null,
    };

    private static int LeastWidth(ColumnType type) => type switch
    {
        ColumnType.Timestamp => TimestampWidth,
        _ => IsNumber(type) ? LeastNumberWidth : 0,
    };

    private static bool IsNumber(ColumnType type) =>
        type is ColumnType.Int64 or ColumnType.Double or ColumnType.Decimal;

    private string Cell(int column, int row)
    {
        if (_rows!.Columns[column].IsNullAt(row))
        {
            return Missing;
        }

        if (_writers[column] is not { } writer)
        {
            var text = _rows.Text(_rows.Columns[column].Values<Utf8Slice>()[row]);
            return ConsoleText.Clean(text);
        }

        var length = writer.Write(row, _scratch);
        return Encoding.UTF8.GetString(_scratch, 0, length);
    }

    private void PrintLine(TextWriter output, string[] cells)
    {
        var text = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            var isLast = i == cells.Length - 1;
            var padding = _widths[i] - ConsoleText.Width(cells[i]);
            if (IsNumber(_schema[i].Type))
            {
                text.Append(' ', padding).Append(cells[i]);
            }
            else
            {
                text.Append(cells[i]).Append(' ', isLast ? 0 : padding);
            }

            text.Append(isLast ? "" : Gap);
        }

        output.WriteLine(text);
    }
}
