namespace ActorPipeline.Decoding;

/// <summary>Takes a line of text apart. Used by one thread at a time.</summary>
internal interface ILineParser
{
    /// <summary>The names of the captures, in their order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>
    /// Fills the captures, as many as there are names, of a line of valid UTF-8; returns null, or what did not fit.
    /// </summary>
    string? Parse(ReadOnlySpan<byte> line, Span<Capture> captures);
}
