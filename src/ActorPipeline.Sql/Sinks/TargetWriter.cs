using System.Globalization;
using ActorPipeline.Emission;
using ActorPipeline.Notation;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Sql.Sinks;

/// <summary>Upserts rows into the table, one by one, with prepared statements.</summary>
internal sealed class TargetWriter
{
    private readonly TargetConnection _connection;
    private readonly IReadOnlyList<ResultColumn> _schema;
    private readonly TargetStatement _upsert;
    private readonly TargetStatement _update;
    private readonly bool _hasKey;
    private readonly byte[] _scratch = new byte[64];

    public TargetWriter(TargetConnection connection, TargetTable table, IReadOnlyList<ResultColumn> schema)
    {
        (_connection, _schema) = (connection, schema);
        _upsert = table.PrepareUpsert(connection);
        _update = connection.Prepare(table.UpdateSql);
        _hasKey = schema.Any(column => column.IsKey);
    }

    /// <summary>Writes all rows, in the open transaction.</summary>
    public void Write(ResultBatch rows)
    {
        for (var row = 0; row < rows.RowCount; row++)
        {
            if (!CanConflict(rows, row) && TryUpdate(rows, row))
            {
                continue;
            }

            Bind(_upsert, rows, row);
            _upsert.Execute();
        }
    }

    /// <summary>Whether the unique constraint sees a row of the same key: not with a null in it.</summary>
    private bool CanConflict(ResultBatch rows, int row)
    {
        for (var i = 0; i < _schema.Count; i++)
        {
            if (_schema[i].IsKey && rows.Columns[i].IsNullAt(row))
            {
                return false;
            }
        }

        return _hasKey;
    }

    private bool TryUpdate(ResultBatch rows, int row)
    {
        Bind(_update, rows, row);
        _update.Execute();
        return _connection.Changes > 0;
    }

    private void Bind(TargetStatement statement, ResultBatch rows, int row)
    {
        for (var i = 0; i < _schema.Count; i++)
        {
            var column = rows.Columns[i];
            if (column.IsNullAt(row))
            {
                statement.BindNull(i + 1);
            }
            else
            {
                Bind(statement, i + 1, rows, column, row);
            }
        }
    }

    private void Bind(TargetStatement statement, int parameter, ResultBatch rows, Column column, int row)
    {
        switch (column.Type)
        {
            case ColumnType.Int64:
                statement.Bind(parameter, column.Values<long>()[row]);
                break;
            case ColumnType.Double:
                statement.Bind(parameter, column.Values<double>()[row]);
                break;
            case ColumnType.Boolean:
                statement.Bind(parameter, column.Values<bool>()[row] ? 1L : 0L);
                break;
            case ColumnType.String:
                statement.Bind(parameter, rows.Text(column.Values<Utf8Slice>()[row]));
                break;
            case ColumnType.Timestamp:
                statement.Bind(parameter, _scratch.AsSpan(0, Iso8601.Write(column.Values<long>()[row], _scratch)));
                break;
            case ColumnType.Decimal:
                column.Values<decimal>()[row].TryFormat(
                    _scratch, out var length, default, CultureInfo.InvariantCulture);
                statement.Bind(parameter, _scratch.AsSpan(0, length));
                break;
            default:
                throw new InvalidOperationException($"no column has the type {column.Type}");
        }
    }
}
