using Microsoft.Data.Sqlite;

namespace ActorPipeline.Sql.Tests.Sinks;

/// <summary>A database file in a directory of its own, seen through another library than the sink's code.</summary>
internal sealed class Database : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sqlite-sink-").FullName;

    static Database() => SQLitePCL.Batteries_V2.Init();

    public string File => Path.Combine(_directory, "new", "target.db");

    public void Execute(string sql)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Rows as text: values as SQLite literals, separated by <c>|</c>.</summary>
    public string[] Query(string table, params string[] columns)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        var values = columns.Select(column => $"quote(\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\")");
        command.CommandText = $"SELECT {string.Join(" || '|' || ", values)} "
            + $"FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\" ORDER BY 1";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return [.. rows];
    }

    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = File,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
