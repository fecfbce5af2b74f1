namespace ActorPipeline.Runtime.Persistence;

/// <summary>Databases that Akka.Persistence.Sql is set up for.</summary>
public enum SqlProvider
{
    /// <summary>PostgreSQL, by Npgsql.</summary>
    PostgreSql,

    /// <summary>MySQL or MariaDB, by MySqlConnector.</summary>
    MySql,

    /// <summary>SQLite, by Microsoft.Data.Sqlite: one node, or tests.</summary>
    Sqlite,

    /// <summary>SQL Server, by Microsoft.Data.SqlClient, which is not in the box. Not tested here.</summary>
    SqlServer,
}
