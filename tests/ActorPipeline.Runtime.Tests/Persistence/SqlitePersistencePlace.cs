using ActorPipeline.Runtime.Persistence;
using Microsoft.Data.Sqlite;

namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class SqlitePersistencePlace : PersistencePlace
{
    private readonly string _directory = Directory.CreateTempSubdirectory("persistence").FullName;

    public SqlitePersistencePlace()
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        command.ExecuteNonQuery();
    }

    protected override SqlProvider Provider => SqlProvider.Sqlite;

    protected override string ConnectionString => $"Data Source={Path.Combine(_directory, "akka.db")}";

    protected override void Stop()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
