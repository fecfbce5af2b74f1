using System.Globalization;
using ActorPipeline.Journal;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>
/// Sees whether the log was cut below what had been folded into the database. Then some pages would be read from the
/// log as they were, others from the database as they became: a state that never was. Every transaction raises a number
/// in a page of its own, so in that case the database alone has a higher one than database and log together.
/// </summary>
internal static class LogGap
{
    /// <summary>
    /// The number in the database without its log. Ask before the database is opened, which folds the log in.
    /// </summary>
    public static long FoldedCommits(string path)
    {
        if (new FileInfo(path) is not { Exists: true, Length: > 0 })
        {
            return 0;
        }

        try
        {
            using var database = SqliteDatabase.OpenWithoutLog(path);
            return Number(database);
        }
        catch (JournalException)
        {
            // A crash amid folding leaves pages that don't fit together; then the log is whole, and is folded again.
            return 0;
        }
    }

    /// <summary>Throws when the database was ahead of what it is together with the log.</summary>
    public static void Check(SqliteDatabase database, long foldedCommits)
    {
        var commits = Number(database);
        if (commits < foldedCommits)
        {
            throw SqliteFaults.Corrupt(
                database.Path,
                $"its write-ahead log ends at transaction {commits}, but {foldedCommits} had been folded in from it");
        }
    }

    private static long Number(SqliteDatabase database) =>
        database.QueryText("SELECT COUNT(*) FROM sqlite_master WHERE name = 'transactions'") == "0"
            ? 0
            : long.Parse(database.QueryText("SELECT number FROM transactions") ?? "0", CultureInfo.InvariantCulture);
}
