using System.Globalization;
using System.Reflection;
using ActorPipeline.Journal;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>
/// Brings a file to the newest schema: numbered scripts, each in a transaction with the number it leaves in
/// <c>user_version</c>, so that a crash in between repeats a script from its start.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>"APjl": tells a journal from any other SQLite file.</summary>
    private const int ApplicationId = 0x41506A6C;

    private const string Suffix = "-journal.sql";

    public static void Upgrade(SqliteDatabase database)
    {
        var scripts = Scripts();
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            var version = Version(database, scripts.Count);
            for (var next = version + 1; next <= scripts.Count; next++)
            {
                database.Execute(scripts[next]);
                database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {next}"));
            }

            database.Execute("COMMIT");
        }
        catch
        {
            database.Rollback();
            throw;
        }
    }

    /// <summary>Refuses a file that this program can't read as it is.</summary>
    public static void RequireNewest(SqliteDatabase database)
    {
        var newest = Scripts().Count;
        if (Version(database, newest) < newest)
        {
            throw new JournalException(
                $"The journal {database.Path} has an older format, or none yet. Start its pipeline once with this " +
                "version of the program.",
                JournalFault.Incompatible);
        }
    }

    private static int Version(SqliteDatabase database, int newest)
    {
        var version = Number(database, "PRAGMA user_version");
        var application = Number(database, "PRAGMA application_id");
        var isEmpty = Number(database, "SELECT COUNT(*) FROM sqlite_master") == 0;
        if (application != ApplicationId && !(isEmpty && version == 0))
        {
            throw new JournalException(
                $"The file {database.Path} is an SQLite database of another program. Choose another data directory.",
                JournalFault.Incompatible);
        }

        return version <= newest
            ? version
            : throw new JournalException(
                $"The journal {database.Path} has format {version}; this version of the program knows formats up to " +
                $"{newest}. Start the newer version that wrote it, or choose another data directory.",
                JournalFault.Incompatible);
    }

    private static Dictionary<int, string> Scripts()
    {
        var scripts = new Dictionary<int, string>();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (name.EndsWith(Suffix, StringComparison.Ordinal))
            {
                var number = name[..^Suffix.Length].Split('.')[^1];
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                scripts.Add(int.Parse(number, CultureInfo.InvariantCulture), reader.ReadToEnd());
            }
        }

        return scripts;
    }

    private static int Number(SqliteDatabase database, string sql) =>
        int.Parse(database.QueryText(sql)!, CultureInfo.InvariantCulture);
}
