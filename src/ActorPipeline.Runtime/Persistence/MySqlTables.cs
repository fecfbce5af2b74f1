using MySqlConnector;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>
/// The tables of Akka.Persistence.Sql in MySQL and MariaDB. The plugin can make them itself in MySQL 8 only, so that is
/// switched off for both; whoever sets a node up makes them here, or with <see cref="Sql"/>.
/// </summary>
internal static class MySqlTables
{
    /// <summary>Makes the tables that are not there.</summary>
    public const string Sql =
        """
        CREATE TABLE IF NOT EXISTS journal (
          ordering BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
          created BIGINT NOT NULL,
          deleted TINYINT(1) NOT NULL,
          persistence_id VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
          sequence_number BIGINT NOT NULL,
          message LONGBLOB NOT NULL,
          tags VARCHAR(100) NULL,
          manifest VARCHAR(500) NULL,
          identifier INT NULL,
          writer_uuid VARCHAR(128) NULL,
          UNIQUE KEY persistence_id (persistence_id, sequence_number)
        ) ENGINE = InnoDB;
        CREATE TABLE IF NOT EXISTS snapshot (
          persistence_id VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
          sequence_number BIGINT NOT NULL,
          created BIGINT NOT NULL,
          snapshot LONGBLOB NOT NULL,
          manifest VARCHAR(500) NULL,
          serializer_id INT NULL,
          PRIMARY KEY (persistence_id, sequence_number)
        ) ENGINE = InnoDB;
        """;

    /// <summary>Makes the tables in a database that are not there.</summary>
    /// <param name="connectionString">How MySqlConnector connects; the database exists.</param>
    /// <exception cref="MySqlException">The server is away, or does not let the user do so.</exception>
    public static void Create(string connectionString)
    {
        using var connection = new MySqlConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }
}
