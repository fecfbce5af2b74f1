using ActorPipeline.Plan;
using ActorPipeline.Sinks;

namespace ActorPipeline.Sql.Sinks;

/// <summary>The table that rows go to: creates it, or checks the one that is there, and knows its statements.</summary>
internal sealed class TargetTable
{
    private readonly string _database;
    private readonly string _name;
    private readonly IReadOnlyList<ResultColumn> _schema;
    private readonly string _table;
    private readonly string[] _columns;
    private readonly string[] _keys;

    public TargetTable(string database, string name, IReadOnlyList<ResultColumn> schema)
    {
        (_database, _name, _schema) = (database, name, schema);
        _table = Quote(name);
        _columns = [.. schema.Select(column => Quote(column.Name))];
        _keys = [.. schema.Where(column => column.IsKey).Select(column => Quote(column.Name))];
    }

    /// <summary>
    /// Inserts a row, or updates the one with the same key. SQLite holds nulls for distinct, so a row with a null in
    /// its key never meets its like here: <see cref="UpdateSql"/> goes first for those.
    /// </summary>
    public string UpsertSql
    {
        get
        {
            var parameters = Enumerable.Range(1, _schema.Count).Select(i => $"?{i}");
            var values = _schema.Where(column => !column.IsKey).Select(column => Quote(column.Name));
            var sets = string.Join(", ", values.Select(value => $"{value} = excluded.{value}"));
            var conflict = _keys.Length == 0 ? "" : $" ON CONFLICT ({string.Join(", ", _keys)}) DO "
                + (sets.Length == 0 ? "NOTHING" : $"UPDATE SET {sets}");
            return $"INSERT INTO {_table} ({string.Join(", ", _columns)}) VALUES ({string.Join(", ", parameters)})"
                + conflict;
        }
    }

    /// <summary>Updates the row with the same key, where null is the same as null. The same parameters.</summary>
    public string UpdateSql
    {
        get
        {
            var isOnlyKey = _keys.Length == _columns.Length;
            var sets = new List<string>();
            var matches = new List<string>();
            for (var i = 0; i < _columns.Length; i++)
            {
                if (_schema[i].IsKey)
                {
                    matches.Add($"{_columns[i]} IS ?{i + 1}");
                }

                if (!_schema[i].IsKey || isOnlyKey)
                {
                    sets.Add($"{_columns[i]} = ?{i + 1}");
                }
            }

            var where = matches.Count == 0 ? "" : $" WHERE {string.Join(" AND ", matches)}";
            return $"UPDATE {_table} SET {string.Join(", ", sets)}{where}";
        }
    }

    /// <summary>An identifier that means just itself, whatever is in it.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>
    /// Creates the table when it is missing, else compares its columns. A table that is the pipeline's own already gets
    /// those that it lacks, and keeps those that the pipeline had before.
    /// </summary>
    public void CreateOrCheck(TargetConnection connection, bool isOwn)
    {
        if (Missing(connection, isOwn) is { } missing)
        {
            foreach (var column in missing)
            {
                connection.Execute($"ALTER TABLE {_table} ADD COLUMN {Declare(column)}");
            }

            return;
        }

        var columns = _schema.Select(Declare);
        var key = _keys.Length == 0 ? "" : $",\n  UNIQUE ({string.Join(", ", _keys)})";
        connection.Execute($"CREATE TABLE {_table} (\n  {string.Join(",\n  ", columns)}{key}\n)");
    }

    /// <summary>Looks for what <see cref="CreateOrCheck"/> and the upsert would be refused for.</summary>
    /// <param name="connection">The database; its table is read only.</param>
    /// <param name="isOwn">Whether the table is the pipeline's own already.</param>
    public void Rehearse(TargetConnection connection, bool isOwn)
    {
        // Statements can't name what is yet to be added.
        if (Missing(connection, isOwn) is { } missing && _schema.Except(missing).ToList() is { Count: > 0 } present)
        {
            new TargetTable(_database, _name, present).PrepareUpsert(connection).Dispose();
        }
    }

    /// <summary>Removes all rows.</summary>
    public void Clear(TargetConnection connection) => connection.Execute($"DELETE FROM {_table}");

    /// <summary>Prepares the upsert; a table without the right unique constraint shows here.</summary>
    public TargetStatement PrepareUpsert(TargetConnection connection)
    {
        try
        {
            return connection.Prepare(UpsertSql);
        }
        catch (SinkException error) when (error.Fault == SinkFault.Mismatch)
        {
            throw new SinkException(
                $"Can't upsert into the table {_table} of {_database}: it needs UNIQUE ({string.Join(", ", _keys)}), "
                + $"and must not be a view. Add that index, name another table, or drop this one. {error.Message}",
                SinkFault.Mismatch,
                error);
        }
    }

    private static string Declare(ResultColumn column) =>
        $"{Quote(column.Name)} {TargetColumnType.Declaration(column.Type)}";

    /// <summary>The columns that the table lacks; null where there is no table.</summary>
    /// <exception cref="SinkException">The table has other columns, which adding some does not mend.</exception>
    private List<ResultColumn>? Missing(TargetConnection connection, bool isOwn)
    {
        var present = ReadColumns(connection);
        return present.Count == 0 ? null : Check(present, isOwn);
    }

    /// <summary>By name, the declared type, and whether a row may lack the column.</summary>
    private Dictionary<string, (string Type, bool IsOptional)> ReadColumns(TargetConnection connection)
    {
        var columns = new Dictionary<string, (string, bool)>(StringComparer.OrdinalIgnoreCase);
        using var statement = connection.Prepare(
            "SELECT name, type, \"notnull\" = 0 OR dflt_value IS NOT NULL FROM pragma_table_info(?1)");
        statement.Bind(1, _name);
        while (statement.Step())
        {
            columns.Add(statement.Text(0), (statement.Text(1), statement.Int64(2) != 0));
        }

        return columns;
    }

    private List<ResultColumn> Check(Dictionary<string, (string Type, bool IsOptional)> present, bool isOwn)
    {
        var differences = new List<string>();
        var missing = new List<ResultColumn>();
        foreach (var column in _schema)
        {
            var expected = TargetColumnType.Declaration(column.Type);
            if (!present.Remove(column.Name, out var found))
            {
                missing.Add(column);
            }
            else if (TargetColumnType.Affinity(found.Type) != expected)
            {
                var type = found.Type.Length == 0 ? "untyped" : found.Type;
                differences.Add($"{Quote(column.Name)} is {type} where the pipeline has {expected}");
            }
        }

        differences.AddRange(missing.Where(c => !isOwn || c.IsKey).Select(c => $"{Declare(c)} is missing"));
        differences.AddRange(present.Where(c => !isOwn || !c.Value.IsOptional)
            .Select(c => $"{Quote(c.Key)} is not in the pipeline"));
        return differences.Count == 0 ? missing : throw new SinkException(
            $"The table {_table} of {_database} has other columns than the pipeline's results: "
            + $"{string.Join("; ", differences)}. Name another table, or rename or drop this one.",
            SinkFault.Mismatch);
    }
}
