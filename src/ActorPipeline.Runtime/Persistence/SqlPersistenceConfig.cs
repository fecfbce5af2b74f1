using System.Data.Common;
using System.Globalization;
using Akka.Configuration;
using Akka.Persistence.Sql;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>
/// Settings of Akka.Persistence.Sql for a database, as they were measured: payloads as parameters, not as text in the
/// SQL; on PostgreSQL and MySQL one insert an event and four at a time, so that one former owner's conflict fails
/// nobody else's; circuit breakers that close again a second after the database is back.
/// </summary>
internal static class SqlPersistenceConfig
{
    private const string Template =
        """
        akka.persistence {
          journal {
            plugin = "akka.persistence.journal.sql"
            sql {
              connection-string = "%CONNECTION%"
              provider-name = "%PROVIDER%"
              auto-initialize = %TABLES%
              prefer-parameters-on-multirow-insert = true
              parallelism = %PARALLELISM%
              batch-size = %BATCH%
              replay-batch-size = 256
              tag-write-mode = Csv
              buffer-size = 10000
              replay-filter.mode = fail
              circuit-breaker { max-failures = 10, call-timeout = 10s, reset-timeout = 1s }
            }
          }
          snapshot-store {
            plugin = "akka.persistence.snapshot-store.sql"
            sql {
              connection-string = "%CONNECTION%"
              provider-name = "%PROVIDER%"
              auto-initialize = %TABLES%
              circuit-breaker { max-failures = 10, call-timeout = 10s, reset-timeout = 1s }
            }
          }
        }
        """;

    /// <summary>
    /// The Akka configuration of a journal and a snapshot store in a database, to be put before the rest of a system's.
    /// What the connection string leaves open is set: a bound on connections, a wait for a connection and for an answer
    /// that is shorter than a plugin's own, and where the database can, an end to transactions whose client has frozen,
    /// because their locks would keep a new owner from sealing.
    /// The plugin makes its tables itself, but in MySQL and MariaDB: there, see <see cref="MySqlTables"/>.
    /// </summary>
    /// <param name="provider">The database.</param>
    /// <param name="connectionString">How its driver connects.</param>
    /// <param name="createTables">Whether tables that are not there are made, but in MySQL and MariaDB.</param>
    /// <exception cref="ArgumentException">The connection string is none.</exception>
    public static Config For(SqlProvider provider, string connectionString, bool createTables = true)
    {
        var (name, parallelism, batch) = provider switch
        {
            SqlProvider.PostgreSql => ("PostgreSQL.15", 4, 1),
            SqlProvider.MySql => ("MySql.8.0.MySqlConnector", 4, 1),
            SqlProvider.Sqlite => ("SQLite.MS", 1, 100),
            SqlProvider.SqlServer => ("SqlServer.2022", 4, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "no such database"),
        };
        var text = Template
            .Replace("%CONNECTION%", Escape(Complete(provider, connectionString)), StringComparison.Ordinal)
            .Replace("%PROVIDER%", name, StringComparison.Ordinal)
            .Replace("%TABLES%", createTables && provider != SqlProvider.MySql ? "on" : "off", StringComparison.Ordinal)
            .Replace("%PARALLELISM%", parallelism.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%BATCH%", batch.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return ConfigurationFactory.ParseString(text).WithFallback(SqlPersistence.DefaultConfiguration);
    }

    /// <summary>A connection string with what it leaves open.</summary>
    internal static string Complete(SqlProvider provider, string connectionString)
    {
        var builder = new DbConnectionStringBuilder { ConnectionString = connectionString };
        (string Key, string Value)[] defaults = provider switch
        {
            SqlProvider.PostgreSql =>
            [
                ("Maximum Pool Size", "16"), ("Timeout", "5"), ("Command Timeout", "10"),
                ("Options", "-c idle_in_transaction_session_timeout=5000"),
            ],
            SqlProvider.MySql =>
            [
                ("Maximum Pool Size", "16"), ("Connection Timeout", "5"), ("Default Command Timeout", "10"),
            ],
            SqlProvider.SqlServer => [("Max Pool Size", "16"), ("Connect Timeout", "5"), ("Command Timeout", "10")],
            _ => [("Default Timeout", "10")],
        };
        foreach (var (key, value) in defaults)
        {
            if (!builder.ContainsKey(key))
            {
                builder[key] = value;
            }
        }

        return builder.ConnectionString;
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
