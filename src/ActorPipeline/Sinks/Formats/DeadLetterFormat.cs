using ActorPipeline.Emission;

namespace ActorPipeline.Sinks.Formats;

/// <summary>
/// Dead letters, a JSON object a line:
/// <c>{"partition":0,"source":"access.log","position":123,"reason":"malformed","detail":"…","record":"…"}</c>.
/// Where the original bytes are not UTF-8, <c>record_base64</c> stands for <c>record</c>, so none of them are lost.
/// </summary>
internal sealed class DeadLetterFormat : IRowFormat
{
    private readonly RowTemplate _template;
    private readonly byte[] _signature;

    /// <summary>Creates the format for rows of <see cref="DeadLetterSchema"/>.</summary>
    /// <param name="partitionName">What an operator knows a partition by; asked once for each.</param>
    public DeadLetterFormat(Func<int, string> partitionName)
    {
        ArgumentNullException.ThrowIfNull(partitionName);
        var none = new Piece("null"u8);
        RowField[] fields =
        [
            new(DeadLetterSchema.Partition, new Piece("{\"partition\":"u8), new Int64Writer(), none),
            new(DeadLetterSchema.Partition, Before("source"), new PartitionNameWriter(partitionName), none),
            new(DeadLetterSchema.Position, Before("position"), new Int64Writer(), none),
            new(DeadLetterSchema.Reason, Before("reason"), new DeadReasonWriter(), none),
            new(DeadLetterSchema.Detail, Before("detail"), new JsonStringWriter(), none),
            new(DeadLetterSchema.Record, new Piece(","u8), new DeadRecordWriter(), new Piece("\"record\":null"u8)),
        ];
        _template = new RowTemplate(fields, "}\n"u8);
        _signature = fields[0].Before.Bytes.ToArray();
    }

    /// <inheritdoc />
    public ReadOnlySpan<byte> Header => default;

    /// <inheritdoc />
    public ReadOnlySpan<byte> Signature => _signature;

    /// <inheritdoc />
    public int Write(ResultBatch rows, int firstRow, Span<byte> destination, out int written)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return _template.Write(rows, firstRow, destination, out written);
    }

    private static Piece Before(string name) => new([(byte)',', .. JsonText.Name(name)]);
}
