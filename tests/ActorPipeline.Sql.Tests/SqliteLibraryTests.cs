using ActorPipeline.Sql.Sqlite;

namespace ActorPipeline.Sql.Tests;

/// <summary>Which SQLite is loaded, and what the journal and the sinks take for granted of how it was built.</summary>
public sealed class SqliteLibraryTests : IDisposable
{
    private static readonly Version Least = new(3, 53);

    private readonly string _directory = Directory.CreateTempSubdirectory("sqlite-library-").FullName;

    [Fact]
    public void What_is_loaded_is_the_packages_library_and_not_the_systems()
    {
        using var database = Open();

        var version = database.QueryText("SELECT sqlite_version()");

        Assert.True(Version.Parse(version!) >= Least, $"SQLite {version} is loaded; the package has {Least} or newer");
    }

    [Fact]
    public void A_connection_of_ado_net_runs_on_the_same_library()
    {
        using var database = Open();
        using var other = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        other.Open();

        Assert.Equal(database.QueryText("SELECT sqlite_source_id()"), Query(other, "SELECT sqlite_source_id()"));
    }

    [Theory]
    [InlineData("PRAGMA synchronous", "2")]
    [InlineData("PRAGMA foreign_keys", "1")]
    [InlineData("PRAGMA recursive_triggers", "0")]
    [InlineData("PRAGMA page_size", "4096")]
    [InlineData("PRAGMA wal_autocheckpoint", "1000")]
    [InlineData("PRAGMA auto_vacuum", "0")]
    public void A_connection_begins_with_what_the_sql_here_is_written_for(string pragma, string value)
    {
        using var database = Open();

        Assert.Equal(value, database.QueryText(pragma));
    }

    [Theory]
    [InlineData("THREADSAFE=1")]
    [InlineData("DQS=0")]
    public void The_library_keeps_threads_apart_and_takes_double_quotes_for_names_only(string option)
    {
        using var database = Open();

        Assert.Equal("1", database.QueryText($"SELECT sqlite_compileoption_used('{option}')"));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string Query(Microsoft.Data.Sqlite.SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }

    private SqliteDatabase Open() => new(Path.Combine(_directory, "a.db"));
}
