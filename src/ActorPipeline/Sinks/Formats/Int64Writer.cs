using System.Buffers.Text;
using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>Integers as their digits.</summary>
internal sealed class Int64Writer : ValueWriter
{
    private long[] _values = [];

    public override int MaxFixedLength => 20;

    public override int Write(int row, Span<byte> destination)
    {
        Utf8Formatter.TryFormat(_values[row], destination, out var length);
        return length;
    }

    protected override void BindValues(ResultBatch rows, Column values) => _values = values.Values<long>();
}
