using System.Diagnostics;
using ActorPipeline.Emission;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks;

/// <summary>
/// The newest rows as a table on a terminal. At least once: a terminal can't be cut back, so after a crash rows that
/// were printed but not journaled are printed again. Each <see cref="Flush"/> prints the rows since the last one, at
/// most the newest of them, and counts the others; the header comes once. Memory is bounded by the rows to print.
/// </summary>
internal sealed class ConsoleSink : ISink
{
    private readonly TextWriter _output;
    private readonly int _maxRows;
    private readonly ConsoleTable _table;
    private readonly Queue<string[]> _newest;
    private long _hidden;

    /// <summary>Creates a sink.</summary>
    /// <param name="output">The terminal; stays open.</param>
    /// <param name="schema">The columns of the rows.</param>
    /// <param name="maxRows">Rows to print at most at a flush.</param>
    public ConsoleSink(TextWriter output, IReadOnlyList<ResultColumn> schema, int maxRows)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRows);
        (_output, _maxRows) = (output, maxRows);
        _table = new ConsoleTable(schema);
        _newest = new Queue<string[]>(Math.Min(maxRows, 1024));
    }

    /// <inheritdoc />
    public string Description => "console";

    /// <inheritdoc />
    public bool IsExactlyOnce => false;

    /// <inheritdoc />
    public SinkProgress Open(SinkProgress journaled) => journaled;

    /// <inheritdoc />
    public void Write(ShardId shard, long sequence, ResultBatch rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        // Rows that newer ones of the same batch push out need not be formatted.
        var first = Math.Max(0, rows.RowCount - _maxRows);
        _hidden += first;
        _table.Bind(rows);
        for (var row = first; row < rows.RowCount; row++)
        {
            if (_newest.Count == _maxRows)
            {
                _newest.Dequeue();
                _hidden++;
            }

            _newest.Enqueue(_table.Cells(row));
        }

        Debug.Assert(_newest.Count <= _maxRows, "memory is bounded");
    }

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Flush()
    {
        if (_newest.Count == 0)
        {
            return default;
        }

        try
        {
            _table.Print(_newest, _hidden, _output);
            _output.Flush();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            throw new SinkException(
                $"Can't print results: the terminal or pipe is closed ({error.Message}). Keep it open, or name a file "
                + "as the sink.",
                SinkFault.Denied,
                error);
        }

        _newest.Clear();
        _hidden = 0;
        return default;
    }

    /// <inheritdoc />
    public void Dispose() => _newest.Clear();
}
