using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>Booleans as <c>true</c> and <c>false</c>.</summary>
internal sealed class BooleanWriter : ValueWriter
{
    private bool[] _values = [];

    public override int MaxFixedLength => 5;

    public override int Write(int row, Span<byte> destination)
    {
        var word = _values[row] ? "true"u8 : "false"u8;
        word.CopyTo(destination);
        return word.Length;
    }

    protected override void BindValues(ResultBatch rows, Column values) => _values = values.Values<bool>();
}
