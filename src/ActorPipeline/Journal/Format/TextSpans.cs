using ActorPipeline.Records;

namespace ActorPipeline.Journal.Format;

/// <summary>The two byte ranges that text slices point into.</summary>
/// <param name="data">Where slices with a start of zero or more point.</param>
/// <param name="scratch">Where the others point.</param>
internal readonly ref struct TextSpans(ReadOnlySpan<byte> data, ReadOnlySpan<byte> scratch)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private readonly ReadOnlySpan<byte> _scratch = scratch;

    /// <summary>The bytes of a slice.</summary>
    public ReadOnlySpan<byte> this[Utf8Slice slice] => slice.Start >= 0
        ? _data.Slice(slice.Start, slice.Length)
        : _scratch.Slice(~slice.Start, slice.Length);
}
