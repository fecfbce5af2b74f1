using Microsoft.Data.Sqlite;

namespace RecordPath.Tests.Correctness;

/// <summary>The records of a case in a SQL table, to ask another engine for the same results.</summary>
internal sealed class SqlTable : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    static SqlTable() => SQLitePCL.Batteries_V2.Init();

    public SqlTable(params string[] columns)
    {
        _connection.Open();
        Run($"CREATE TABLE records ({string.Join(", ", columns)})");
    }

    public void Insert(IEnumerable<object?[]> rows)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var row in rows)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = $"INSERT INTO records VALUES ({string.Join(", ", row.Select((_, i) => "$p" + i))})";
            for (var i = 0; i < row.Length; i++)
            {
                command.Parameters.AddWithValue("$p" + i, row[i] ?? DBNull.Value);
            }

            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public List<object?[]> Query(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var columns = Enumerable.Range(0, reader.FieldCount);
            rows.Add([.. columns.Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        }

        return rows;
    }

    public void Dispose() => _connection.Dispose();

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
