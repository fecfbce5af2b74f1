using ActorPipeline.Records;

namespace ActorPipeline.Expressions;

/// <summary>
/// The columns that an expression may name: ordered as in <see cref="RecordBatch.Columns"/>. Immutable.
/// </summary>
public sealed class ExpressionSchema
{
    private readonly (string Name, ColumnType Type)[] _columns;
    private readonly Dictionary<string, int> _indexes;

    private ExpressionSchema((string Name, ColumnType Type)[] columns, Dictionary<string, int> indexes) =>
        (_columns, _indexes) = (columns, indexes);

    /// <summary>
    /// Creates a schema; a column's place in the list is its index in the batch. Names are case-sensitive.
    /// </summary>
    /// <exception cref="ArgumentException">Two columns have one name.</exception>
    public ExpressionSchema(params IEnumerable<(string Name, ColumnType Type)> columns)
    {
        _columns = [.. columns];
        _indexes = new Dictionary<string, int>(_columns.Length, StringComparer.Ordinal);
        for (var i = 0; i < _columns.Length; i++)
        {
            if (!_indexes.TryAdd(_columns[i].Name, i))
            {
                throw new ArgumentException(
                    $"two columns are named '{_columns[i].Name}'; rename one of them", nameof(columns));
            }
        }
    }

    /// <summary>A schema without columns, for constant expressions.</summary>
    public static ExpressionSchema Empty { get; } = new();

    /// <summary>The columns in order; of several with one name, the last is meant by it.</summary>
    public IReadOnlyList<(string Name, ColumnType Type)> Columns => _columns;

    /// <summary>
    /// The schema with one more column after the others: what follows a computed column sees. Where there is a column
    /// of that name already, the name means the new one from here on.
    /// </summary>
    public ExpressionSchema With(string name, ColumnType type) => new(
        [.. _columns, (name, type)],
        new Dictionary<string, int>(_indexes, StringComparer.Ordinal) { [name] = _columns.Length });

    /// <summary>The index of a column, or -1.</summary>
    public int IndexOf(string name) => _indexes.TryGetValue(name, out var index) ? index : -1;
}
