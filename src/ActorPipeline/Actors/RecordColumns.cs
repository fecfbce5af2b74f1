using ActorPipeline.Expressions;
using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>
/// The columns that an actor wants of records: each is asked for once, by name or as an expression, when the plan is
/// made; then <see cref="RecordRow"/> gives its values.
/// </summary>
public sealed class RecordColumns
{
    private readonly ExpressionSchema _schema;
    private readonly List<TypedExpression> _columns = [];

    internal RecordColumns(ExpressionSchema schema) => _schema = schema;

    internal IReadOnlyList<TypedExpression> Asked => _columns;

    /// <summary>A column of whole numbers.</summary>
    /// <exception cref="ExpressionException">There is no such column, or the expression is wrong.</exception>
    /// <exception cref="ArgumentException">It is of another type.</exception>
    public RecordColumn<long> Int64(string expression) => Add<long>(expression, ColumnType.Int64);

    /// <summary>A column of floating-point numbers.</summary>
    /// <inheritdoc cref="Int64" path="/exception" />
    public RecordColumn<double> Double(string expression) => Add<double>(expression, ColumnType.Double);

    /// <summary>A column of decimal numbers.</summary>
    /// <inheritdoc cref="Int64" path="/exception" />
    public RecordColumn<decimal> Decimal(string expression) => Add<decimal>(expression, ColumnType.Decimal);

    /// <summary>A column of truth values.</summary>
    /// <inheritdoc cref="Int64" path="/exception" />
    public RecordColumn<bool> Boolean(string expression) => Add<bool>(expression, ColumnType.Boolean);

    /// <summary>A column of text.</summary>
    /// <inheritdoc cref="Int64" path="/exception" />
    public RecordColumn<string> Text(string expression) => Add<string>(expression, ColumnType.String);

    /// <summary>A column of points in time.</summary>
    /// <inheritdoc cref="Int64" path="/exception" />
    public RecordColumn<DateTimeOffset> Time(string expression) =>
        Add<DateTimeOffset>(expression, ColumnType.Timestamp);

    private RecordColumn<T> Add<T>(string expression, ColumnType type)
    {
        var column = ExpressionCompiler.Compile(expression, _schema);
        if (column.Type != type)
        {
            throw new ArgumentException($"'{expression}' is {column.Type}, not {type}; cast it", nameof(expression));
        }

        _columns.Add(column);
        return new RecordColumn<T>(_columns.Count - 1);
    }
}
