using MySqlConnector;

namespace Shared.Databases;

/// <summary>A MariaDB server of Debian's package.</summary>
internal sealed class MariaDbServer : DatabaseServer
{
    private const string Program = "/usr/sbin/mariadbd";

    public MariaDbServer()
        : base("mysql")
    {
        RunAsUser(
            "/usr/bin/mariadb-install-db", "--no-defaults", $"--datadir={Data}", "--skip-test-db",
            "--auth-root-authentication-method=normal", "--innodb-flush-method=nosync", $"--tmpdir={Root}");
    }

    /// <summary>Why there is none; null when there is.</summary>
    public static string? Missing => MissingUnless("MariaDB", Program);

    public string ConnectionString => $"{Server};Database=akka";

    private string Server => $"Server=127.0.0.1;Port={Port};User ID=root";

    private string Data => Path.Combine(Root, "data");

    protected override (string Program, string[] Arguments) Command() => (
        Program,
        [
            "--no-defaults", $"--datadir={Data}", $"--port={Port}", "--bind-address=127.0.0.1",
            $"--socket={Root}/server.sock", $"--pid-file={Root}/server.pid", "--skip-log-bin", $"--tmpdir={Root}",
        ]);

    protected override void Connect()
    {
        using var connection = new MySqlConnection(Server + ";Pooling=false;Connection Timeout=3");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE DATABASE IF NOT EXISTS akka";
        command.ExecuteNonQuery();
    }
}
