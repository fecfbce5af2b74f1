using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>The journal of a pipeline that runs elsewhere, to be read only.</summary>
internal sealed class SqliteJournalView : SqliteJournalReads
{
    public SqliteJournalView(string path)
        : base(path, SqliteJournalSettings.Default with { KeepsLog = true })
    {
        if (!File.Exists(path))
        {
            throw new JournalException(
                $"There is no journal {path}. Start its pipeline, or name another data directory.",
                JournalFault.Unavailable);
        }

        using var database = new SqliteDatabase(path);
        database.KeepLogOnClose(true);
        SqliteSchema.RequireNewest(database);
    }

    public override void WriteValue(string name, ReadOnlySpan<byte> value) => throw ReadOnly();

    public override ShardHead OpenShard(ShardId shard) => throw ReadOnly();

    public override void Commit(CommitGroup group) => throw ReadOnly();

    private NotSupportedException ReadOnly() => new($"{Description} was opened to be read only");
}
