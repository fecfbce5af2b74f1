using System.Globalization;
using Npgsql;

namespace Shared.Databases;

/// <summary>A PostgreSQL server of Debian's packages.</summary>
internal sealed class PostgreSqlServer : DatabaseServer
{
    private const string Programs = "/usr/lib/postgresql";

    public PostgreSqlServer()
        : base("postgres") => RunAsUser(
            Program("initdb"), "-D", Data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8",
            "--locale=C");

    /// <summary>Why there is none; null when there is.</summary>
    public static string? Missing => MissingUnless("PostgreSQL", Program("postgres"));

    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres";

    private string Data => Path.Combine(Root, "data");

    protected override (string Program, string[] Arguments) Command() => (
        Program("postgres"),
        [
            "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
            "-c", $"unix_socket_directories={Root}", "-c", "max_wal_size=2GB",
        ]);

    protected override void Connect()
    {
        using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Timeout=3");
        connection.Open();
    }

    private static string Program(string name) => Directory.Exists(Programs)
        ? Directory.GetDirectories(Programs).Order(StringComparer.Ordinal)
            .Select(version => Path.Combine(version, "bin", name)).LastOrDefault(File.Exists)
            ?? $"{Programs}/*/bin/{name}"
        : $"{Programs}/*/bin/{name}";
}
