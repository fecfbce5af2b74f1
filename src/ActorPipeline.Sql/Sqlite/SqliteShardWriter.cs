using ActorPipeline.Journal;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>Writes one shard's commit inside the transaction that is open on the connection.</summary>
internal sealed class SqliteShardWriter
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _select;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _insertEvents;
    private readonly SqliteTrimmer _trimmer;
    private readonly SqliteStatement _insertOutbox;
    private readonly SqliteStatement _updatePage;
    private readonly SqliteStatement _insertPage;
    private readonly SqliteStatement _replacePageState;

    public SqliteShardWriter(SqliteDatabase database, SqliteTrimmer trimmer)
    {
        _database = database;
        _trimmer = trimmer;
        _select = database.Prepare(ShardRow.Select);
        _update = database.Prepare(
            "UPDATE shards SET sequence = ?3, trimmed = ?4, last_events = ?5, last_results = ?6, "u8 +
            "last_dead_letters = ?7, pages = ?8, crc = ?9, state = ?10 "u8 +
            "WHERE shard = ?1 AND epoch = ?2 AND sequence = ?3 - 1"u8);
        _insertEvents = database.Prepare(
            "INSERT INTO events (shard, sequence, previous, crc, block) VALUES (?1, ?2, ?3, ?4, ?5)"u8);
        _insertOutbox = database.Prepare(
            "INSERT INTO outbox (kind, shard, sequence, previous, crc, block) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"u8);
        _updatePage = database.Prepare("UPDATE pages SET sequence = ?2, crc = ?3, entry = ?4 WHERE id = ?1"u8);
        _insertPage = database.Prepare("INSERT INTO pages (id, sequence, crc, entry) VALUES (?1, ?2, ?3, ?4)"u8);
        _replacePageState = database.Prepare(
            "INSERT OR REPLACE INTO page_states (id, sequence, crc, state) VALUES (?1, ?2, ?3, ?4)"u8);
    }

    /// <summary>Writes all of the commit; false, and nothing written, when its owner is fenced.</summary>
    public bool Write(ShardCommit commit)
    {
        if (!TryRead(commit.Shard.Value, out var row)
            || row.Epoch != commit.Epoch || row.Sequence != commit.Sequence - 1)
        {
            return false;
        }

        row.Sequence = commit.Sequence;
        WriteEvents(commit, ref row);
        row.LastResults = WriteOutbox(OutboxKind.Results, commit, row.LastResults, commit.Results.Span);
        row.LastDeadLetters = WriteOutbox(OutboxKind.DeadLetters, commit, row.LastDeadLetters, commit.DeadLetters.Span);
        for (var i = 0; i < commit.Pages.Count; i++)
        {
            row.Pages += WritePage(commit, commit.Pages[i]);
        }

        WriteRow(commit, row);
        return true;
    }

    private bool TryRead(int shard, out ShardRow row)
    {
        row = default;
        try
        {
            _select.Bind(1, shard);
            if (!_select.Step())
            {
                return false;
            }

            row = ShardRow.Read(_select, shard, _database.Path);
            return true;
        }
        finally
        {
            _select.Reset();
        }
    }

    private void WriteEvents(ShardCommit commit, ref ShardRow row)
    {
        int shard = commit.Shard.Value;
        var events = commit.Events.Span;
        if (!events.IsEmpty)
        {
            // A block that this commit's own snapshots cover is never stored; the chain goes through it all the same.
            if (commit.TrimThrough < commit.Sequence)
            {
                var check = RowChecks.Events(shard, commit.Sequence, row.LastEvents, events.Length);
                _insertEvents.Bind(1, shard).Bind(2, commit.Sequence).Bind(3, row.LastEvents)
                    .Bind(4, check).Bind(5, events).Execute();
            }

            row.LastEvents = commit.Sequence;
        }

        if (commit.TrimThrough > row.Trimmed)
        {
            row.Trimmed = Math.Min(commit.TrimThrough, commit.Sequence);
            _trimmer.Add(shard, row.Trimmed);
        }
    }

    private long WriteOutbox(OutboxKind kind, ShardCommit commit, long previous, ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty)
        {
            return previous;
        }

        var check = RowChecks.Outbox(kind, commit.Shard.Value, commit.Sequence, previous, block.Length);
        _insertOutbox.Bind(1, (long)kind).Bind(2, commit.Shard.Value).Bind(3, commit.Sequence).Bind(4, previous)
            .Bind(5, check).Bind(6, block).Execute();
        return commit.Sequence;
    }

    /// <summary>Returns how many pages the shard has more than before: 0 or 1.</summary>
    private int WritePage(ShardCommit commit, PageSnapshot page)
    {
        var id = PageKey.Of(commit.Shard.Value, page.Page);
        var check = RowChecks.Page(id, commit.Sequence, page.Index.Span);
        _updatePage.Bind(1, id).Bind(2, commit.Sequence).Bind(3, check).Bind(4, page.Index.Span).Execute();
        var isNew = _database.Changes == 0;
        if (isNew)
        {
            _insertPage.Bind(1, id).Bind(2, commit.Sequence).Bind(3, check).Bind(4, page.Index.Span).Execute();
        }

        var stateCheck = RowChecks.PageState(id, commit.Sequence, page.State.Length);
        _replacePageState.Bind(1, id).Bind(2, commit.Sequence).Bind(3, stateCheck).Bind(4, page.State.Span).Execute();
        return isNew ? 1 : 0;
    }

    private void WriteRow(ShardCommit commit, ShardRow row)
    {
        int shard = commit.Shard.Value;
        var head = commit.Head.Span;
        _update.Bind(1, shard).Bind(2, row.Epoch).Bind(3, row.Sequence).Bind(4, row.Trimmed).Bind(5, row.LastEvents)
            .Bind(6, row.LastResults).Bind(7, row.LastDeadLetters).Bind(8, row.Pages)
            .Bind(9, row.Check(shard, head)).Bind(10, head).Execute();
        if (_database.Changes != 1)
        {
            throw SqliteFaults.Corrupt(_database.Path, $"the row of shard {shard} changed inside a transaction");
        }
    }
}
