using ActorPipeline.Events;
using ActorPipeline.Records;
using Microsoft.Data.Sqlite;

namespace ActorPipeline.Sql;

/// <summary>
/// The database of a projection, with the position in a table of its own: by projection and shard, before which event.
/// </summary>
internal sealed class ProjectionTarget : IDisposable
{
    /// <summary>The name of the table; it serves all projections into the database.</summary>
    public const string Table = "actorpipeline_projections";

    private const int BusyTimeoutSeconds = 1;

    private readonly SqliteConnection _connection;
    private readonly string _name;

    /// <summary>Opens the database, and creates it and the table when they are missing.</summary>
    public ProjectionTarget(string path, string name, EventPosition start)
    {
        (_name, Position) = (name, start);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path, Pooling = false, DefaultTimeout = BusyTimeoutSeconds,
        }.ToString());
        try
        {
            var isNew = new FileInfo(path) is not { Exists: true, Length: > 0 };
            _connection.Open();
            Execute(isNew ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL" : "PRAGMA synchronous = FULL");
            Execute($"""
                CREATE TABLE IF NOT EXISTS {Table} (
                  projection TEXT NOT NULL,
                  shard INTEGER NOT NULL,
                  sequence INTEGER NOT NULL,
                  event INTEGER NOT NULL,
                  PRIMARY KEY (projection, shard)
                ) WITHOUT ROWID
                """);
            Load();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Behind the events that are in the target, or where the projection is to start.</summary>
    public EventPosition Position { get; private set; }

    /// <summary>Begins a transaction that may write.</summary>
    public SqliteTransaction Begin() => _connection.BeginTransaction(deferred: false);

    /// <summary>
    /// Writes a shard's new place, in the open transaction; false when it is not where this projection left it, because
    /// another process runs the same one.
    /// </summary>
    public bool Move(SqliteTransaction transaction, ShardId shard, ShardPosition from, ShardPosition to)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"""
            INSERT INTO {Table} (projection, shard, sequence, event) VALUES ($name, $shard, $sequence, $event)
            ON CONFLICT (projection, shard) DO UPDATE SET sequence = excluded.sequence, event = excluded.event
            WHERE sequence = $oldSequence AND event = $oldEvent
            """;
        command.Parameters.AddWithValue("$name", _name);
        command.Parameters.AddWithValue("$shard", shard.Value);
        command.Parameters.AddWithValue("$sequence", to.Commit);
        command.Parameters.AddWithValue("$event", to.Index);
        command.Parameters.AddWithValue("$oldSequence", from.Commit);
        command.Parameters.AddWithValue("$oldEvent", from.Index);
        return command.ExecuteNonQuery() == 1;
    }

    /// <summary>The transaction is on disk.</summary>
    public void Moved(ShardId shard, ShardPosition to) => Position = Position.With(shard, to);

    public void Dispose() => _connection.Dispose();

    private void Load()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT shard, sequence, event FROM {Table} WHERE projection = $name";
        command.Parameters.AddWithValue("$name", _name);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            Moved(new ShardId(rows.GetInt32(0)), new ShardPosition(rows.GetInt64(1), rows.GetInt32(2)));
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
