using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>Writes the text of a column.</summary>
internal abstract class TextValueWriter : VariableValueWriter
{
    private ResultBatch? _rows;
    private Utf8Slice[] _values = [];

    /// <summary>Bytes that one byte of text becomes at most.</summary>
    public abstract int MaxGrowth { get; }

    public sealed override long MaxLength(int row) => IsNull(row) ? 0 : (long)_values[row].Length * MaxGrowth;

    public sealed override int Write(int row, Span<byte> destination) =>
        WriteText(_rows!.Text(_values[row]), destination);

    /// <summary>Writes a text; the destination has room for the worst case.</summary>
    protected abstract int WriteText(ReadOnlySpan<byte> text, Span<byte> destination);

    protected sealed override void BindValues(ResultBatch rows, Column values)
    {
        _rows = rows;
        _values = values.Values<Utf8Slice>();
    }
}
