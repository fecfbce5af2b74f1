using System.Data.Common;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>
/// Connection strings: whether they will do, and what may be shown of them. What is behind a password may be a piece of
/// it, where that has a ";" in it and no quotes; so nothing from there on is ever shown.
/// </summary>
internal static class SqlConnectionText
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "***";

    private static readonly string[] _secrets = ["password", "pwd", "secret", "token"];

    /// <summary>Why a connection string will not do; null when it will. Nothing is connected to.</summary>
    /// <param name="provider">The database.</param>
    /// <param name="connectionString">How its driver connects.</param>
    public static string? Problem(SqlProvider provider, string connectionString)
    {
        if (TryParse(connectionString) is not { Count: > 0 } parts)
        {
            return $"it is no list of settings; write for example {Example(provider)}";
        }

        if (Unknown(provider, parts) is { } unknown)
        {
            return $"{unknown} is nothing that {DriverOf(provider)} can use; write for example {Example(provider)}";
        }

        return provider switch
        {
            SqlProvider.Sqlite => SqliteProblem(new SqliteConnectionStringBuilder(connectionString)),
            SqlProvider.PostgreSql when new NpgsqlConnectionStringBuilder(connectionString).Host is null or "" =>
                $"it names no host; write for example {Example(provider)}",
            SqlProvider.MySql when new MySqlConnectionStringBuilder(connectionString).Database is "" =>
                $"it names no database; write for example {Example(provider)}",
            SqlProvider.SqlServer when !parts.Exists(p => p.Key is "server" or "data source" or "address" or "addr") =>
                $"it names no server; write for example {Example(provider)}",
            SqlProvider.SqlServer when Type.GetType("Microsoft.Data.SqlClient.SqlConnection, Microsoft.Data.SqlClient")
                is null => "SQL Server needs Microsoft.Data.SqlClient.dll beside the program, and it is not there; put "
                    + "it there with what it needs, or use postgresql, mysql or sqlite",
            _ => null,
        };
    }

    /// <summary>A connection string as it may be shown: without secrets.</summary>
    public static string Masked(string connectionString)
    {
        if (TryParse(connectionString) is not { } parts)
        {
            return Mask;
        }

        if (!parts.Exists(p => IsSecret(p.Key)))
        {
            return connectionString;
        }

        var shown = new DbConnectionStringBuilder();
        foreach (var (key, value) in parts)
        {
            shown[key] = IsSecret(key) ? Mask : value;
            if (IsSecret(key))
            {
                break;
            }
        }

        var behind = parts.SkipWhile(p => !IsSecret(p.Key)).Skip(1).Any() ? ";..." : "";
        return shown.ConnectionString + behind;
    }

    /// <summary>What an operator knows a database by.</summary>
    /// <param name="provider">The database.</param>
    /// <param name="connectionString">How its driver connects; one that will do.</param>
    public static string Describe(SqlProvider provider, string connectionString)
    {
        switch (provider)
        {
            case SqlProvider.PostgreSql:
                var postgres = new NpgsqlConnectionStringBuilder(connectionString);
                var database = postgres.Database ?? postgres.Username;
                return $"PostgreSQL at {postgres.Host}:{postgres.Port}, database {database}";
            case SqlProvider.MySql:
                var mySql = new MySqlConnectionStringBuilder(connectionString);
                return $"MySQL at {mySql.Server}:{mySql.Port}, database {mySql.Database}";
            case SqlProvider.Sqlite:
                return $"Akka.Persistence in SQLite {new SqliteConnectionStringBuilder(connectionString).DataSource}";
            default:
                var parts = TryParse(connectionString) ?? [];
                var server = parts.Find(p => p.Key is "server" or "data source" or "address" or "addr").Value;
                return $"SQL Server at {server}";
        }
    }

    private static List<KeyValuePair<string, string>>? TryParse(string connectionString)
    {
        try
        {
            var builder = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return [.. builder.Keys.Cast<string>().Select(k => KeyValuePair.Create(k, $"{builder[k]}"))];
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The first setting that the driver refuses, in words that show no secret.</summary>
    private static string? Unknown(SqlProvider provider, List<KeyValuePair<string, string>> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var builder = BuilderOf(provider);
            try
            {
                builder[parts[i].Key] = parts[i].Value;
            }
            catch (Exception e) when (e is ArgumentException or FormatException or OverflowException
                or InvalidCastException or KeyNotFoundException or NotSupportedException)
            {
                return parts.Take(i + 1).Any(p => IsSecret(p.Key))
                    ? $"setting {i + 1} of it, which is not shown because a password is before it,"
                    : $"'{parts[i].Key}={parts[i].Value}'";
            }
        }

        return null;
    }

    private static string? SqliteProblem(SqliteConnectionStringBuilder builder) =>
        builder.DataSource.Length == 0 ? $"it names no file; write for example {Example(SqlProvider.Sqlite)}"
        : builder.DataSource == ":memory:" || builder.Mode == SqliteOpenMode.Memory
            ? $"a database in memory is gone when the run ends; write for example {Example(SqlProvider.Sqlite)}"
        : builder.Mode == SqliteOpenMode.ReadOnly ? "Mode=ReadOnly can't be written to; leave it out"
        : null;

    private static bool IsSecret(string key) =>
        Array.Exists(_secrets, s => key.Contains(s, StringComparison.OrdinalIgnoreCase));

    private static DbConnectionStringBuilder BuilderOf(SqlProvider provider) => provider switch
    {
        SqlProvider.PostgreSql => new NpgsqlConnectionStringBuilder(),
        SqlProvider.MySql => new MySqlConnectionStringBuilder(),
        SqlProvider.Sqlite => new SqliteConnectionStringBuilder(),
        _ => new DbConnectionStringBuilder(),
    };

    private static string DriverOf(SqlProvider provider) => provider switch
    {
        SqlProvider.PostgreSql => "Npgsql",
        SqlProvider.MySql => "MySqlConnector",
        SqlProvider.Sqlite => "Microsoft.Data.Sqlite",
        _ => "Microsoft.Data.SqlClient",
    };

    private static string Example(SqlProvider provider) => provider switch
    {
        SqlProvider.PostgreSql => "\"Host=db;Database=shop;Username=app;Password=\"${DB_PASSWORD}",
        SqlProvider.MySql => "\"Server=db;Database=shop;User ID=app;Password=\"${DB_PASSWORD}",
        SqlProvider.Sqlite => "\"Data Source=journal-of-akka.db\"",
        _ => "\"Server=db;Database=shop;User ID=app;Password=\"${DB_PASSWORD}",
    };
}
