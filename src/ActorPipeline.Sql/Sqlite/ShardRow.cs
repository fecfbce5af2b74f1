using ActorPipeline.Journal;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>
/// A shard's row but for its state. The "last" fields are the newest blocks ever written, trimmed or not: the ends of
/// the chains.
/// </summary>
internal record struct ShardRow(
    long Epoch,
    long Sequence,
    long Trimmed,
    long LastEvents,
    long LastResults,
    long LastDeadLetters,
    long Pages)
{
    private const int Crc = 7;
    private const int State = 8;

    /// <summary>What <see cref="Read"/> and <see cref="ReadState"/> read from.</summary>
    public static ReadOnlySpan<byte> Select =>
        "SELECT epoch, sequence, trimmed, last_events, last_results, last_dead_letters, pages, crc, state "u8 +
        "FROM shards WHERE shard = ?1"u8;

    public static ShardRow Read(SqliteStatement row, long shard, string path)
    {
        var read = new ShardRow(
            row.Int64(0), row.Int64(1), row.Int64(2), row.Int64(3), row.Int64(4), row.Int64(5), row.Int64(6));
        return read.Check(shard, row.Blob(State)) == row.Int64(Crc)
            ? read
            : throw SqliteFaults.Corrupt(path, $"the checksum of shard {shard} does not match its row");
    }

    public static ReadOnlySpan<byte> ReadState(SqliteStatement row) => row.Blob(State);

    public readonly long LastOf(OutboxKind kind) => kind switch
    {
        OutboxKind.Results => LastResults,
        OutboxKind.DeadLetters => LastDeadLetters,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such outbox."),
    };

    public readonly long Check(long shard, ReadOnlySpan<byte> state) => RowCheck.OfTable(1)
        .Add(shard).Add(Epoch).Add(Sequence).Add(Trimmed)
        .Add(LastEvents).Add(LastResults).Add(LastDeadLetters).Add(Pages)
        .Add(state).Value;
}
