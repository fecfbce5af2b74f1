using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>
/// A page that counts: the exact number and checksums of its two snapshots. The number is the commit that the page
/// covers, and the try: a snapshot store that fails to save deletes that number afterwards, at some time, so what is
/// saved again has a number of its own.
/// </summary>
/// <param name="Number">The snapshots' number: commit times <see cref="Tries"/>, plus the try.</param>
/// <param name="Epoch">Who saved it.</param>
/// <param name="StateCrc">Checksum of the state's record.</param>
/// <param name="IndexCrc">Checksum of the index entry's record.</param>
internal readonly record struct PageName(long Number, long Epoch, uint StateCrc, uint IndexCrc)
{
    /// <summary>Tries that have a number of their own.</summary>
    public const int Tries = 1 << 16;

    /// <summary>Checks that a snapshot is the one that this names, and gives what is in it.</summary>
    /// <param name="kind">The state of the page, or its index entry.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="page">The page.</param>
    /// <param name="snapshot">The snapshot; null when there is none.</param>
    /// <exception cref="FormatDamageException">It is not.</exception>
    public ReadOnlyMemory<byte> Open(RecordKind kind, ShardId shard, int page, byte[]? snapshot)
    {
        var bytes = snapshot ?? throw new FormatDamageException($"snapshot {Number} is missing");
        var payload = new RecordFrame(kind, shard, Epoch, Sequence, (uint)page).Open(bytes);
        return RecordFrame.CrcOf(bytes) == (kind == RecordKind.Page ? StateCrc : IndexCrc)
            ? payload
            : throw new FormatDamageException($"snapshot {Number} is another one");
    }

    /// <summary>The commit that the page covers, inclusive.</summary>
    public long Sequence => Number / Tries;

    /// <summary>The number of a try to save the page as of a commit.</summary>
    public static long NumberOf(long sequence, int attempt) => checked((sequence * Tries) + attempt);
}
