using System.Text;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Sql.Sqlite;

namespace ActorPipeline.Sql;

/// <summary>The reading half of a journal in a SQLite file, the same for a writer and for an onlooker.</summary>
public abstract class SqliteJournalReads : IJournal
{
    private readonly SqliteReaderPool _readers;

    private protected SqliteJournalReads(string path, SqliteJournalSettings settings)
    {
        Description = $"SQLite {path}";
        _readers = new SqliteReaderPool(path, settings);
    }

    /// <inheritdoc />
    public string Description { get; }

    /// <inheritdoc />
    public byte[]? ReadValue(string name)
    {
        using var lease = _readers.Rent();
        return lease.Reader.ReadValue(name, Encoding.UTF8.GetBytes(name)) is { Length: > 0 } value ? value : null;
    }

    /// <inheritdoc />
    public ShardHead ReadHead(ShardId shard)
    {
        using var lease = _readers.Rent();
        return lease.Reader.ReadHead(shard);
    }

    /// <inheritdoc />
    public void ReadPageIndex(ShardId shard, PageIndexReader reader)
    {
        using var lease = _readers.Rent();
        lease.Reader.ReadPageIndex(shard, reader);
    }

    /// <inheritdoc />
    public bool ReadPage(ShardId shard, int page, ByteArena state)
    {
        using var lease = _readers.Rent();
        return lease.Reader.ReadPage(shard, page, state);
    }

    /// <inheritdoc />
    public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
        ReadEvents(shard, afterSequence, int.MaxValue, reader);

    /// <inheritdoc />
    public void ReadEvents(ShardId shard, long afterSequence, int maxBlocks, BlockReader reader)
    {
        using var lease = _readers.Rent();
        lease.Reader.ReadEvents(shard, afterSequence, maxBlocks, reader);
    }

    /// <inheritdoc />
    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader)
    {
        using var lease = _readers.Rent();
        lease.Reader.ReadOutbox(kind, shard, afterSequence, reader);
    }

    /// <inheritdoc />
    public SinkAck ReadSink(OutboxKind kind, int shardCount)
    {
        using var lease = _readers.Rent();
        return lease.Reader.ReadSink(kind, shardCount);
    }

    /// <inheritdoc />
    public abstract void WriteValue(string name, ReadOnlySpan<byte> value);

    /// <inheritdoc />
    public abstract ShardHead OpenShard(ShardId shard);

    /// <inheritdoc />
    public virtual ShardHead ImportShard(ShardId shard, long afterSequence) =>
        throw new NotSupportedException($"{Description} was opened to be read only");

    /// <inheritdoc />
    public abstract void Commit(CommitGroup group);

    /// <summary>Closes the connections for reads.</summary>
    public virtual void Dispose()
    {
        _readers.Dispose();
        GC.SuppressFinalize(this);
    }
}
