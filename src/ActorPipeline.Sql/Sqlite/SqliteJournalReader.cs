using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>
/// The reads of a journal on a connection of their own, which sees what was committed when the read began. While a
/// callback runs, the log can't be folded in beyond that point: callers do not linger in it.
/// </summary>
internal sealed class SqliteJournalReader : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _value;
    private readonly SqliteStatement _shard;
    private readonly SqliteStatement _entries;
    private readonly SqliteStatement _page;
    private readonly SqliteStatement _events;
    private readonly SqliteStatement _outbox;
    private readonly SqliteStatement _sink;

    public SqliteJournalReader(string path, SqliteJournalSettings settings)
    {
        _database = new SqliteDatabase(path);
        try
        {
            _database.Execute($"PRAGMA cache_size = -{settings.ReaderCacheBytes / 1024}; PRAGMA query_only = 1");
            _database.KeepLogOnClose(settings.KeepsLog);
            _begin = _database.Prepare("BEGIN"u8);
            _value = _database.Prepare("SELECT crc, value FROM named_values WHERE name = ?1"u8);
            _shard = _database.Prepare(ShardRow.Select);
            _entries = _database.Prepare(
                "SELECT id, sequence, crc, entry FROM pages WHERE id BETWEEN ?1 AND ?2 ORDER BY id"u8);
            _page = _database.Prepare(
                "SELECT pages.sequence, page_states.sequence, page_states.crc, page_states.state "u8 +
                "FROM pages LEFT JOIN page_states USING (id) WHERE id = ?1"u8);
            _events = _database.Prepare(
                "SELECT sequence, previous, crc, block FROM events "u8 +
                "WHERE shard = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3"u8);
            _outbox = _database.Prepare(
                "SELECT sequence, previous, crc, block FROM outbox "u8 +
                "WHERE shard = ?1 AND sequence > ?2 AND kind = ?3 ORDER BY sequence"u8);
            _sink = _database.Prepare("SELECT crc, sequences, state FROM sinks WHERE kind = ?1"u8);
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    public byte[]? ReadValue(string name, ReadOnlySpan<byte> nameUtf8)
    {
        try
        {
            if (!_value.Bind(1, name).Step())
            {
                return null;
            }

            var value = _value.Blob(1);
            return RowChecks.NamedValue(nameUtf8, value) == _value.Int64(0)
                ? value.ToArray()
                : throw SqliteFaults.Corrupt(_database.Path, $"the checksum of the value {name} does not match");
        }
        finally
        {
            _value.Reset();
        }
    }

    public ShardHead ReadHead(ShardId shard)
    {
        try
        {
            return TryReadShard(shard, out var row)
                ? new ShardHead(row.Epoch, row.Sequence, ShardRow.ReadState(_shard).ToArray())
                : new ShardHead(0, 0, default);
        }
        finally
        {
            _shard.Reset();
        }
    }

    public void ReadPageIndex(ShardId shard, PageIndexReader reader)
    {
        _begin.Execute();
        try
        {
            var missing = ReadShard(shard).Pages;
            _entries.Bind(1, PageKey.First(shard.Value)).Bind(2, PageKey.Last(shard.Value));
            for (; _entries.Step(); missing--)
            {
                var (id, sequence) = (_entries.Int64(0), _entries.Int64(1));
                var entry = _entries.Blob(3);
                if (RowChecks.Page(id, sequence, entry) != _entries.Int64(2))
                {
                    throw CorruptPage(shard, PageKey.PageOf(id));
                }

                reader(PageKey.PageOf(id), sequence, entry);
            }

            if (missing != 0)
            {
                throw SqliteFaults.Corrupt(
                    _database.Path, $"snapshot pages of shard {shard} are missing: {missing} of them");
            }
        }
        finally
        {
            _database.Rollback();
        }
    }

    public bool ReadPage(ShardId shard, int page, ByteArena state)
    {
        state.Clear();
        try
        {
            var id = PageKey.Of(shard.Value, page);
            if (!_page.Bind(1, id).Step())
            {
                return false;
            }

            var sequence = _page.Int64(0);
            var block = _page.Blob(3);
            if (_page.Int64(1) != sequence || RowChecks.PageState(id, sequence, block.Length) != _page.Int64(2))
            {
                throw CorruptPage(shard, page);
            }

            block.CopyTo(state.GetSpan(block.Length));
            state.Advance(block.Length);
            return true;
        }
        finally
        {
            _page.Reset();
        }
    }

    public void ReadEvents(ShardId shard, long afterSequence, int maxBlocks, BlockReader reader)
    {
        _begin.Execute();
        try
        {
            var row = ReadShard(shard);
            var floor = Math.Max(afterSequence, row.Trimmed);
            var chain = new BlockChain(_database.Path, "events", shard.Value, floor, row.LastEvents);
            var isWhole = true;
            _events.Bind(1, shard.Value).Bind(2, floor).Bind(3, maxBlocks);
            for (var blocks = maxBlocks; _events.Step(); blocks--)
            {
                var (sequence, previous) = (_events.Int64(0), _events.Int64(1));
                var block = _events.Blob(3);
                chain.Follow(sequence, previous);
                var check = RowChecks.Events(shard.Value, sequence, previous, block.Length);
                Check(check, _events.Int64(2), shard, sequence);
                reader(sequence, block);
                isWhole = blocks > 1;
            }

            if (isWhole)
            {
                chain.End();
            }
        }
        finally
        {
            _database.Rollback();
        }
    }

    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader)
    {
        _begin.Execute();
        try
        {
            var row = ReadShard(shard);
            var floor = Math.Max(afterSequence, SqliteSinks.Delivered(_sink, kind, shard, _database.Path));
            var chain = new BlockChain(_database.Path, $"{kind}", shard.Value, floor, row.LastOf(kind));
            _outbox.Bind(1, shard.Value).Bind(2, afterSequence).Bind(3, (long)kind);
            while (_outbox.Step())
            {
                var (sequence, previous) = (_outbox.Int64(0), _outbox.Int64(1));
                var block = _outbox.Blob(3);
                chain.Follow(sequence, previous);
                var check = RowChecks.Outbox(kind, shard.Value, sequence, previous, block.Length);
                Check(check, _outbox.Int64(2), shard, sequence);
                reader(sequence, block);
            }

            chain.End();
        }
        finally
        {
            _database.Rollback();
        }
    }

    public SinkAck ReadSink(OutboxKind kind, int shardCount) =>
        SqliteSinks.Read(_sink, kind, shardCount, _database.Path);

    public void Dispose() => _database.Dispose();

    private ShardRow ReadShard(ShardId shard)
    {
        try
        {
            return TryReadShard(shard, out var row) ? row : default;
        }
        finally
        {
            _shard.Reset();
        }
    }

    private bool TryReadShard(ShardId shard, out ShardRow row)
    {
        var exists = _shard.Bind(1, shard.Value).Step();
        row = exists ? ShardRow.Read(_shard, shard.Value, _database.Path) : default;
        return exists;
    }

    private void Check(long check, long stored, ShardId shard, long sequence)
    {
        if (check != stored)
        {
            throw SqliteFaults.Corrupt(
                _database.Path, $"the checksum of block {sequence} of shard {shard} does not match its row");
        }
    }

    private JournalException CorruptPage(ShardId shard, int page) =>
        SqliteFaults.Corrupt(_database.Path, $"snapshot page {page} of shard {shard} does not match its checksum");
}
