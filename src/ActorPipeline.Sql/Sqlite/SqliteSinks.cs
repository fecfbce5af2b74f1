using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>Reads rows of <c>sinks</c>; the statements select crc, sequences, state.</summary>
internal static class SqliteSinks
{
    /// <summary>A sink that has no row yet has delivered nothing.</summary>
    public static SinkAck Read(SqliteStatement select, OutboxKind kind, int shardCount, string path)
    {
        var sequences = new long[shardCount];
        try
        {
            if (!select.Bind(1, (long)kind).Step())
            {
                return new SinkAck(kind, sequences, default);
            }

            Check(select, kind, path);
            var stored = SinkSequences.Decode(select.Blob(1), sequences);
            return stored <= shardCount
                ? new SinkAck(kind, sequences, select.Blob(2).ToArray())
                : throw new JournalException(
                    $"The journal {path} is of a pipeline with {stored} shards, not {shardCount}. Set the shard " +
                    "count back, or choose another data directory.",
                    JournalFault.Incompatible);
        }
        finally
        {
            select.Reset();
        }
    }

    /// <summary>The last commit of a shard that the sink has delivered.</summary>
    public static long Delivered(SqliteStatement select, OutboxKind kind, ShardId shard, string path)
    {
        try
        {
            if (!select.Bind(1, (long)kind).Step())
            {
                return 0;
            }

            Check(select, kind, path);
            return SinkSequences.At(select.Blob(1), shard.Value);
        }
        finally
        {
            select.Reset();
        }
    }

    private static void Check(SqliteStatement row, OutboxKind kind, string path)
    {
        if (RowChecks.Sink(kind, row.Blob(1), row.Blob(2)) != row.Int64(0))
        {
            throw SqliteFaults.Corrupt(path, $"the checksum of the sink of {kind} does not match its row");
        }
    }
}
