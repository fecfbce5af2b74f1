using System.Text;
using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>The one connection of a journal that writes. Used by one thread at a time.</summary>
internal sealed class SqliteJournalWriter : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _count;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _replaceValue;
    private readonly SqliteTrimmer _trimmer;
    private readonly SqliteShardWriter _shards;
    private readonly SqliteShardOpener _opener;
    private readonly SqliteSinkWriter _sinks;

    public SqliteJournalWriter(string path, SqliteJournalSettings settings)
    {
        _database = new SqliteDatabase(path);
        try
        {
            SqliteSetup.Prepare(_database, settings);
            _begin = _database.Prepare("BEGIN IMMEDIATE"u8);
            _count = _database.Prepare("UPDATE transactions SET number = number + 1"u8);
            _commit = _database.Prepare("COMMIT"u8);
            _replaceValue = _database.Prepare(
                "INSERT OR REPLACE INTO named_values (name, crc, value) VALUES (?1, ?2, ?3)"u8);
            _trimmer = new SqliteTrimmer(_database, settings.SweepCommits);
            _shards = new SqliteShardWriter(_database, _trimmer);
            _opener = new SqliteShardOpener(_database);
            _sinks = new SqliteSinkWriter(_database);
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    public void Commit(CommitGroup group)
    {
        if (group.Shards.Count == 0 && group.Acks.Count == 0)
        {
            return;
        }

        try
        {
            _begin.Execute();
            _count.Execute();
            for (var i = 0; i < group.Shards.Count; i++)
            {
                var commit = group.Shards[i];
                commit.Outcome = _shards.Write(commit) ? CommitOutcome.Pending : CommitOutcome.Fenced;
            }

            for (var i = 0; i < group.Acks.Count; i++)
            {
                _sinks.Write(group.Acks[i]);
            }

            _trimmer.Sweep();
            _commit.Execute();
            _trimmer.Committed();
            Settle(group, CommitOutcome.Pending, CommitOutcome.Committed);
        }
        catch
        {
            _database.Rollback();
            _trimmer.Forget();
            Settle(group, CommitOutcome.Fenced, CommitOutcome.Pending);
            throw;
        }
    }

    public ShardHead OpenShard(ShardId shard, long? importAfter = null)
    {
        try
        {
            _begin.Execute();
            _count.Execute();
            var head = _opener.Open(shard, importAfter);
            _commit.Execute();
            return head;
        }
        catch
        {
            _database.Rollback();
            throw;
        }
    }

    public void WriteValue(string name, ReadOnlySpan<byte> value)
    {
        var check = RowChecks.NamedValue(Encoding.UTF8.GetBytes(name), value);
        try
        {
            _begin.Execute();
            _count.Execute();
            _replaceValue.Bind(1, name).Bind(2, check).Bind(3, value).Execute();
            _commit.Execute();
        }
        catch
        {
            _database.Rollback();
            throw;
        }
    }

    public void Dispose()
    {
        // What is not folded in now, because somebody reads or the disk is full, the next opening reads from the log.
        _ = _database.TryCheckpoint();
        _database.Dispose();
    }

    private static void Settle(CommitGroup group, CommitOutcome from, CommitOutcome to)
    {
        for (var i = 0; i < group.Shards.Count; i++)
        {
            if (group.Shards[i].Outcome == from)
            {
                group.Shards[i].Outcome = to;
            }
        }
    }
}
