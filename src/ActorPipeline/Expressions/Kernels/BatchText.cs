using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>
/// Text of a batch as of now. A slice that lies outside of the text, as those of dead and null rows may, reads as
/// empty: the bounds have to be checked anyway, and so no loop needs to look at the status of a row.
/// </summary>
internal readonly ref struct BatchText(RecordBatch batch)
{
    private readonly ReadOnlySpan<byte> _data = batch.Data;
    private readonly ReadOnlySpan<byte> _scratch = batch.Scratch.Written;

    public ReadOnlySpan<byte> this[Utf8Slice slice]
    {
        get
        {
            var text = slice.Start >= 0 ? _data : _scratch;
            var start = (uint)(slice.Start ^ (slice.Start >> 31));
            return start + (ulong)(uint)slice.Length <= (ulong)text.Length
                ? text.Slice((int)start, slice.Length)
                : default;
        }
    }
}
