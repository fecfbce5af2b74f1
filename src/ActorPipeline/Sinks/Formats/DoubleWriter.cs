using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>Doubles as the shortest text that reads back to the same bits.</summary>
internal sealed class DoubleWriter(byte[] notANumber, byte[] infinity, byte[] negativeInfinity) : ValueWriter
{
    private double[] _values = [];

    public override int MaxFixedLength => ShortestDouble.MaxLength;

    public override int Write(int row, Span<byte> destination)
    {
        var value = _values[row];
        return double.IsFinite(value) ? ShortestDouble.Write(value, destination) : WriteWord(value, destination);
    }

    protected override void BindValues(ResultBatch rows, Column values) => _values = values.Values<double>();

    private int WriteWord(double value, Span<byte> destination)
    {
        var word = double.IsNaN(value) ? notANumber : value > 0 ? infinity : negativeInfinity;
        word.CopyTo(destination);
        return word.Length;
    }
}
