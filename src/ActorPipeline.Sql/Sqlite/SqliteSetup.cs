using System.Globalization;
using ActorPipeline.Journal;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>Brings the writing connection and the file to the state that the journal needs.</summary>
internal static class SqliteSetup
{
    public static void Prepare(SqliteDatabase database, SqliteJournalSettings settings)
    {
        var foldedCommits = LogGap.FoldedCommits(database.Path);
        database.KeepLogOnClose(true);

        // The page size takes effect in an empty file only.
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            PRAGMA page_size = {settings.PageSize};
            PRAGMA cache_size = -{settings.WriterCacheBytes / 1024};
            PRAGMA temp_store = MEMORY;
            PRAGMA synchronous = FULL;
            """));
        if (database.QueryText("PRAGMA journal_mode = WAL") != "wal")
        {
            throw new JournalException(
                $"The journal {database.Path} can't use a write-ahead log here: its file system has no shared memory " +
                "files. Put the data directory on a local disk.",
                JournalFault.ReadOnly);
        }

        var logFrames = database.LogFrames();
        WalInspector.Check(database.Path, logFrames);
        LogGap.Check(database, foldedCommits);
        CheckLength(database, logFrames);
        Check(database, settings);
        SqliteSchema.Upgrade(database);
        database.KeepLogOnClose(false);
        var pageSize = Number(database, "PRAGMA page_size");
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            PRAGMA wal_autocheckpoint = {settings.CheckpointBytes / pageSize};
            PRAGMA journal_size_limit = {4L * settings.CheckpointBytes};
            """));
        if (settings.MaxPages > 0)
        {
            database.Execute(string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {settings.MaxPages}"));
        }
    }

    /// <summary>SQLite reads what is missing at the end as zeros. With a log the end may be in there.</summary>
    private static void CheckLength(SqliteDatabase database, int logFrames)
    {
        var expected = Number(database, "PRAGMA page_count") * Number(database, "PRAGMA page_size");
        var length = new FileInfo(database.Path).Length;
        if (logFrames == 0 && length < expected)
        {
            throw SqliteFaults.Corrupt(database.Path, $"it was cut off: {length} bytes are left of {expected}");
        }
    }

    /// <summary>
    /// SQLite's own check reads everything, so only a small file is checked whole; in a large one the tables that
    /// decide what else is read. All rows are checked once more when they are read.
    /// </summary>
    private static void Check(SqliteDatabase database, SqliteJournalSettings settings)
    {
        if (database.QueryText("SELECT COUNT(*) FROM sqlite_master WHERE name = 'shards'") == "0")
        {
            return;
        }

        if (new FileInfo(database.Path).Length <= settings.FullCheckBytes)
        {
            Check(database, "PRAGMA quick_check(1)");
            return;
        }

        Check(database, "PRAGMA quick_check('named_values')");
        Check(database, "PRAGMA quick_check('shards')");
        Check(database, "PRAGMA quick_check('sinks')");
        Check(database, "PRAGMA quick_check('pages')");
    }

    private static long Number(SqliteDatabase database, string pragma) =>
        long.Parse(database.QueryText(pragma)!, CultureInfo.InvariantCulture);

    private static void Check(SqliteDatabase database, string pragma)
    {
        var result = database.QueryText(pragma);
        if (result != "ok")
        {
            throw SqliteFaults.Corrupt(database.Path, result ?? pragma);
        }
    }
}
