using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>
/// Raises a shard's epoch inside the open transaction, after a check that all its rows are there: the chains of its
/// blocks by their indexes, the number of its pages. The blocks themselves are checked when they are read.
/// </summary>
internal sealed class SqliteShardOpener
{
    private static readonly OutboxKind[] Outboxes = [OutboxKind.Results, OutboxKind.DeadLetters];

    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _select;
    private readonly SqliteStatement _replace;
    private readonly SqliteStatement _events;
    private readonly SqliteStatement _outbox;
    private readonly SqliteStatement _pages;
    private readonly SqliteStatement _sink;

    public SqliteShardOpener(SqliteDatabase database)
    {
        _database = database;
        _select = database.Prepare(ShardRow.Select);
        _replace = database.Prepare(
            "INSERT OR REPLACE INTO shards (shard, epoch, sequence, trimmed, last_events, last_results, "u8 +
            "last_dead_letters, pages, crc, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"u8);
        _events = database.Prepare(
            "SELECT sequence, previous FROM events WHERE shard = ?1 AND sequence > ?2 ORDER BY sequence"u8);
        _outbox = database.Prepare(
            "SELECT sequence, previous FROM outbox WHERE shard = ?1 AND kind = ?2 ORDER BY sequence"u8);
        _pages = database.Prepare(
            "SELECT (SELECT COUNT(*) FROM pages WHERE id BETWEEN ?1 AND ?2), "u8 +
            "(SELECT COUNT(*) FROM page_states WHERE id BETWEEN ?1 AND ?2)"u8);
        _sink = database.Prepare("SELECT crc, sequences, state FROM sinks WHERE kind = ?1"u8);
    }

    /// <param name="shard">The shard.</param>
    /// <param name="importAfter">Where a copied state begins, for which what there is goes; null to open that.</param>
    public ShardHead Open(ShardId shard, long? importAfter)
    {
        var (row, state) = Read(shard);
        if (importAfter is { } after)
        {
            Clear(shard);
            (row, state) = (new ShardRow { Epoch = row.Epoch, Sequence = after, Trimmed = after }, []);
        }

        Verify(shard, row);
        row.Epoch++;
        _replace.Bind(1, shard.Value).Bind(2, row.Epoch).Bind(3, row.Sequence).Bind(4, row.Trimmed)
            .Bind(5, row.LastEvents).Bind(6, row.LastResults).Bind(7, row.LastDeadLetters).Bind(8, row.Pages)
            .Bind(9, row.Check(shard.Value, state)).Bind(10, state).Execute();
        return new ShardHead(row.Epoch, row.Sequence, state);
    }

    private void Clear(ShardId shard) => _database.Execute(FormattableString.Invariant(
        $"""
        DELETE FROM events WHERE shard = {shard.Value};
        DELETE FROM outbox WHERE shard = {shard.Value};
        DELETE FROM pages WHERE id BETWEEN {PageKey.First(shard.Value)} AND {PageKey.Last(shard.Value)};
        DELETE FROM page_states WHERE id BETWEEN {PageKey.First(shard.Value)} AND {PageKey.Last(shard.Value)};
        """));

    /// <summary>An unknown shard is one of zeros; blocks or pages that exist nevertheless fail the check.</summary>
    private (ShardRow Row, byte[] State) Read(ShardId shard)
    {
        try
        {
            return _select.Bind(1, shard.Value).Step()
                ? (ShardRow.Read(_select, shard.Value, _database.Path), ShardRow.ReadState(_select).ToArray())
                : default((ShardRow, byte[])) with { Item2 = [] };
        }
        finally
        {
            _select.Reset();
        }
    }

    private void Verify(ShardId shard, ShardRow row)
    {
        var chain = new BlockChain(_database.Path, "events", shard.Value, row.Trimmed, row.LastEvents);
        Follow(_events.Bind(1, shard.Value).Bind(2, row.Trimmed), chain);
        foreach (var kind in Outboxes)
        {
            var delivered = SqliteSinks.Delivered(_sink, kind, shard, _database.Path);
            chain = new BlockChain(_database.Path, $"{kind}", shard.Value, delivered, row.LastOf(kind));
            Follow(_outbox.Bind(1, shard.Value).Bind(2, (long)kind), chain);
        }

        VerifyPages(shard, row);
    }

    private static void Follow(SqliteStatement rows, BlockChain chain)
    {
        try
        {
            while (rows.Step())
            {
                chain.Follow(rows.Int64(0), rows.Int64(1));
            }

            chain.End();
        }
        finally
        {
            rows.Reset();
        }
    }

    private void VerifyPages(ShardId shard, ShardRow row)
    {
        try
        {
            _pages.Bind(1, PageKey.First(shard.Value)).Bind(2, PageKey.Last(shard.Value)).Step();
            var (entries, states) = (_pages.Int64(0), _pages.Int64(1));
            if (entries != row.Pages || states != row.Pages)
            {
                throw SqliteFaults.Corrupt(_database.Path, $"shard {shard} has {row.Pages} snapshot pages, but " +
                    $"{entries} index entries and {states} states are there");
            }
        }
        finally
        {
            _pages.Reset();
        }
    }
}
