namespace ActorPipeline.Sources.Files;

/// <summary>
/// A position of a file partition: <c>(file index &lt;&lt; 40) | offset</c>. The index counts the files of the
/// partition's manifest, in which a file keeps its place for ever; the offset counts bytes of decompressed content.
/// So a file has at most 1 TiB and a partition at most 2^23 files.
/// </summary>
internal static class FilePosition
{
    /// <summary>Bits of the offset.</summary>
    public const int OffsetBits = 40;

    /// <summary>Largest offset, in bytes.</summary>
    public const long MaxOffset = (1L << OffsetBits) - 1;

    /// <summary>Most files of a partition, so that a position is never negative.</summary>
    public const int MaxFiles = 1 << (63 - OffsetBits);

    /// <summary>The position of an offset in a file.</summary>
    public static long Of(int file, long offset) => ((long)file << OffsetBits) | offset;

    /// <summary>The index of a position's file.</summary>
    public static int FileOf(long position) => (int)(position >> OffsetBits);

    /// <summary>The offset of a position in its file.</summary>
    public static long OffsetOf(long position) => position & MaxOffset;
}
