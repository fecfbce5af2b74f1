using System.Text;
using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>
/// Source partitions by name, as JSON strings; null for what came from none, such as a timer. Partitions are few and
/// dense: their names are kept.
/// </summary>
internal sealed class PartitionNameWriter(Func<int, string> partitionName) : VariableValueWriter
{
    private long[] _values = [];
    private byte[]?[] _names = [];

    public override int MaxFixedLength => 0;

    public override long MaxLength(int row) => IsNull(row) ? 0 : Name((int)_values[row]).Length;

    public override int Write(int row, Span<byte> destination)
    {
        var name = Name((int)_values[row]);
        name.CopyTo(destination);
        return name.Length;
    }

    protected override void BindValues(ResultBatch rows, Column values) => _values = values.Values<long>();

    private ReadOnlySpan<byte> Name(int partition)
    {
        if (partition < 0)
        {
            return "null"u8;
        }

        if (partition >= _names.Length)
        {
            Array.Resize(ref _names, partition + 1);
        }

        return _names[partition] ??= Quote(partitionName(partition));
    }

    private static byte[] Quote(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var quoted = new byte[(text.Length * JsonText.MaxGrowth) + 2];
        return quoted[..JsonText.WriteQuoted(text, quoted)];
    }
}
