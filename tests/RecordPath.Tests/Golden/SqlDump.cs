using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ActorPipeline.Sql.Sqlite;

namespace RecordPath.Tests.Golden;

/// <summary>
/// A database as the SQL that makes it again. To be read by people, blobs are broken into lines, which SQL does not
/// allow: <see cref="Load"/> joins them.
/// </summary>
internal static partial class SqlDump
{
    private const int BytesALine = 32;

    public static string Of(string path)
    {
        using var database = new SqliteDatabase(path);
        var text = new StringBuilder();
        foreach (var pragma in (string[])["page_size", "application_id", "user_version"])
        {
            text.Append(CultureInfo.InvariantCulture, $"PRAGMA {pragma} = {database.QueryText($"PRAGMA {pragma}")};\n");
        }

        foreach (var row in Rows(database, "SELECT sql || ';' FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{row}\n");
        }

        foreach (var table in Rows(database, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid"))
        {
            var columns = Rows(database, $"SELECT 'quote(' || name || ')' FROM pragma_table_info('{table}')");
            text.Append('\n');
            foreach (var row in Rows(database, $"SELECT {string.Join(" || ', ' || ", columns)} FROM {table}"))
            {
                var wrapped = Blobs().Replace(row, blob => Wrap(blob.Groups[1].Value));
                text.Append(CultureInfo.InvariantCulture, $"INSERT INTO {table} VALUES ({wrapped});\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Makes the database in a file that is not there yet.</summary>
    public static void Load(string dump, string path)
    {
        using var database = new SqliteDatabase(path);
        database.Execute(Blobs().Replace(dump, blob => $"X'{WhiteSpace().Replace(blob.Groups[1].Value, "")}'"));
    }

    private static List<string> Rows(SqliteDatabase database, string sql)
    {
        var statement = database.Prepare(Encoding.UTF8.GetBytes(sql));
        var rows = new List<string>();
        while (statement.Step())
        {
            rows.Add(statement.Text(0));
        }

        return rows;
    }

    private static string Wrap(string hex) => hex.Length <= 2 * BytesALine
        ? $"X'{hex}'"
        : $"X'\n  {string.Join("\n  ", hex.Chunk(2 * BytesALine).Select(line => new string(line)))}'";

    [GeneratedRegex("X'([0-9A-F\\s]*)'")]
    private static partial Regex Blobs();

    [GeneratedRegex("\\s")]
    private static partial Regex WhiteSpace();
}
