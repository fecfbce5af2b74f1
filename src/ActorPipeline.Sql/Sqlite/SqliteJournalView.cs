using System.Text;
using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>The journal of a pipeline that runs elsewhere, to be read only.</summary>
internal sealed class SqliteJournalView : IJournal
{
    private readonly SqliteReaderPool _readers;

    public SqliteJournalView(string path)
    {
        Description = $"SQLite {path}";
        if (!File.Exists(path))
        {
            throw new JournalException(
                $"There is no journal {path}. Start its pipeline, or name another data directory.",
                JournalFault.Unavailable);
        }

        using (var database = new SqliteDatabase(path))
        {
            database.KeepLogOnClose(true);
            SqliteSchema.RequireNewest(database);
        }

        _readers = new SqliteReaderPool(path, SqliteJournalSettings.Default with { KeepsLog = true });
    }

    public string Description { get; }

    public byte[]? ReadValue(string name)
    {
        using var lease = _readers.Rent();
        return lease.Reader.ReadValue(name, Encoding.UTF8.GetBytes(name));
    }

    public ShardHead ReadHead(ShardId shard)
    {
        using var lease = _readers.Rent();
        return lease.Reader.ReadHead(shard);
    }

    public void ReadPageIndex(ShardId shard, PageIndexReader reader)
    {
        using var lease = _readers.Rent();
        lease.Reader.ReadPageIndex(shard, reader);
    }

    public bool ReadPage(ShardId shard, int page, ByteArena state)
    {
        using var lease = _readers.Rent();
        return lease.Reader.ReadPage(shard, page, state);
    }

    public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
        ReadEvents(shard, afterSequence, int.MaxValue, reader);

    public void ReadEvents(ShardId shard, long afterSequence, int maxBlocks, BlockReader reader)
    {
        using var lease = _readers.Rent();
        lease.Reader.ReadEvents(shard, afterSequence, maxBlocks, reader);
    }

    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader)
    {
        using var lease = _readers.Rent();
        lease.Reader.ReadOutbox(kind, shard, afterSequence, reader);
    }

    public SinkAck ReadSink(OutboxKind kind, int shardCount)
    {
        using var lease = _readers.Rent();
        return lease.Reader.ReadSink(kind, shardCount);
    }

    public void WriteValue(string name, ReadOnlySpan<byte> value) => throw ReadOnly();

    public ShardHead OpenShard(ShardId shard) => throw ReadOnly();

    public void Commit(CommitGroup group) => throw ReadOnly();

    public void Dispose() => _readers.Dispose();

    private NotSupportedException ReadOnly() => new($"{Description} was opened to be read only");
}
