using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>Integers as their digits.</summary>
internal sealed class Int64Writer : ValueWriter
{
    private long[] _values = [];

    public override int MaxFixedLength => Digits.MaxLength + 1;

    public override int Write(int row, Span<byte> destination)
    {
        var value = _values[row];
        if (value >= 0)
        {
            return Digits.Write((ulong)value, destination);
        }

        destination[0] = (byte)'-';
        // The unsigned negation is right for the least integer, too, which has no positive twin.
        return 1 + Digits.Write(0UL - (ulong)value, destination[1..]);
    }

    protected override void BindValues(ResultBatch rows, Column values) => _values = values.Values<long>();
}
