using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Decoding;

/// <summary>
/// Decodes lines of text: by a ready pattern (<see cref="ReadyPatterns"/>), without allocating, or by a regular
/// expression that has to match the whole line, read by a <see cref="LineScanner"/> where it can be. A carriage return
/// that ends the line is not part of it.
/// </summary>
internal sealed class PatternDecoder : IDecoder
{
    private readonly ILineParser _parser;
    private readonly TextColumnWriter[] _writers;
    private readonly int[] _captureOf;
    private readonly Capture[] _captures;

    /// <summary>
    /// Creates the decoder. Throws <see cref="ArgumentException"/> for an expression that does not compile and for a
    /// column whose capture does not exist.
    /// </summary>
    public PatternDecoder(PatternDecoderSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ReadyPatterns.All.TryGetValue(spec.Pattern, out var ready);
        _parser = ready is null
            ? LineScanner.Create(spec.Pattern)
            : new AccessLogParser(spec.Pattern == ReadyPatterns.Combined);
        _captures = new Capture[_parser.Names.Count];
        _writers = new TextColumnWriter[spec.Columns.Count];
        _captureOf = new int[spec.Columns.Count];
        for (var i = 0; i < _writers.Length; i++)
        {
            var column = spec.Columns[i];
            _captureOf[i] = Find(_parser.Names, column);
            _writers[i] = new TextColumnWriter(column with { TimeFormat = FormatOf(column, ready) }, i);
        }
    }

    /// <inheritdoc />
    public void Decode(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.ResetColumns();
        Utf8Rows.KillInvalid(batch);
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.Status[row] == RowStatus.Live)
            {
                DecodeRow(batch, row);
            }
        }
    }

    private void DecodeRow(RecordBatch batch, int row)
    {
        var line = batch.RowBytes(row);
        if (line is [.., (byte)'\r'])
        {
            line = line[..^1];
        }

        var error = _parser.Parse(line, _captures);
        if (error is not null)
        {
            batch.Kill(row, DeadReason.Malformed, error);
            return;
        }

        var start = batch.RowStart[row];
        for (var i = 0; i < _writers.Length; i++)
        {
            var capture = _captures[_captureOf[i]];
            if (!_writers[i].TryWrite(batch, row, capture.Start < 0 ? -1 : start + capture.Start, capture.Length))
            {
                return;
            }
        }
    }

    private static int Find(IReadOnlyList<string> names, ColumnSpec column)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == column.Path)
            {
                return i;
            }
        }

        throw new ArgumentException(
            $"column '{column.Name}': the pattern captures no '{column.Path}'; it captures {string.Join(", ", names)}");
    }

    private static TimeFormat? FormatOf(ColumnSpec column, IReadOnlyList<ColumnSpec>? ready)
    {
        if (column.TimeFormat is not null || ready is null)
        {
            return column.TimeFormat;
        }

        foreach (var known in ready)
        {
            if (known.Path == column.Path)
            {
                return known.TimeFormat;
            }
        }

        return null;
    }
}
