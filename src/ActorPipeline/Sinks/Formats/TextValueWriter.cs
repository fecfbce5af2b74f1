using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>Text, the one type whose length has no bound.</summary>
internal abstract class TextValueWriter : ValueWriter
{
    private ResultBatch? _rows;
    private Utf8Slice[] _values = [];

    /// <summary>Bytes that one byte of text becomes at most.</summary>
    public abstract int MaxGrowth { get; }

    /// <summary>Bytes that the text of a row needs at most, besides <see cref="ValueWriter.MaxFixedLength"/>.</summary>
    public long MaxLength(int row) => IsNull(row) ? 0 : (long)_values[row].Length * MaxGrowth;

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
