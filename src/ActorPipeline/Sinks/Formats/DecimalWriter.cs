using System.Globalization;
using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>Decimals with all of their digits, trailing zeros too: they are part of the value's scale.</summary>
internal sealed class DecimalWriter : ValueWriter
{
    private decimal[] _values = [];

    public override int MaxFixedLength => 32;

    public override int Write(int row, Span<byte> destination)
    {
        _values[row].TryFormat(destination, out var length, default, CultureInfo.InvariantCulture);
        return length;
    }

    protected override void BindValues(ResultBatch rows, Column values) => _values = values.Values<decimal>();
}
