using ActorPipeline.Emission;

namespace ActorPipeline.Sinks.Formats;

/// <summary>
/// How rows become bytes of a file. Knows a schema, not a file: the caller owns the bytes and decides when they are
/// written where. One thread at a time; allocates nothing per row.
/// </summary>
internal interface IRowFormat
{
    /// <summary>What a file begins with, before its first row: the CSV header line; empty for most.</summary>
    ReadOnlySpan<byte> Header { get; }

    /// <summary>What every file with a row begins with, to tell a file of this format from another.</summary>
    ReadOnlySpan<byte> Signature { get; }

    /// <summary>Writes rows, from <paramref name="firstRow"/> on, as long as they surely fit.</summary>
    /// <param name="rows">Rows with the schema that the format was made for.</param>
    /// <param name="firstRow">The first row to write.</param>
    /// <param name="destination">Where to; it may be scribbled over after <paramref name="written"/>.</param>
    /// <param name="written">Bytes written: whole rows only.</param>
    /// <returns>Number of rows written; 0 when not even the first is sure to fit: come back with more room.</returns>
    int Write(ResultBatch rows, int firstRow, Span<byte> destination, out int written);
}
