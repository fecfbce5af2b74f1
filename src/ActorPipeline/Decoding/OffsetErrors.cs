namespace ActorPipeline.Decoding;

/// <summary>Texts that end in a byte offset, kept for the offsets that are common.</summary>
internal sealed class OffsetErrors(string prefix)
{
    private readonly string?[] _texts = new string?[256];

    /// <summary>The text for an offset from the record's first byte.</summary>
    public string At(long offset) => (ulong)offset < (ulong)_texts.Length
        ? _texts[offset] ??= Format(offset)
        : Format(offset);

    private string Format(long offset) => string.Create(null, stackalloc char[128], $"{prefix}{offset}");
}
