using System.Globalization;
using System.Text;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Expressions;

/// <summary>An expression as text, and what it means for one row, computed the naive way.</summary>
internal sealed record RandomExpression(ColumnType Type, string Text, Func<object?[], object?> Value)
{
    /// <summary>An operator or function that is null if any operand is.</summary>
    public static RandomExpression Strict(
        ColumnType type, string text, RandomExpression[] operands, Func<object[], object?> apply) =>
        new(type, text, row =>
        {
            var values = Array.ConvertAll(operands, operand => operand.Value(row));
            return Array.Exists(values, value => value is null) ? null : apply(values!);
        });

    public static RandomExpression Column(string name)
    {
        var index = Rows.Schema.IndexOf(name);
        return new RandomExpression(Rows.Schema.Columns[index].Type, name, row => row[index]);
    }

    public static RandomExpression Literal(ColumnType type, object value) => new(type, Spell(type, value), _ => value);

    private static string Spell(ColumnType type, object value) => (type, value) switch
    {
        (ColumnType.Timestamp, long v) => $"timestamp({v.ToString(CultureInfo.InvariantCulture)})",
        (_, double v) => v.ToString("E17", CultureInfo.InvariantCulture),
        (_, decimal v) => v.ToString(CultureInfo.InvariantCulture) + "m",
        (_, bool v) => v ? "true" : "false",
        (_, string v) => "'" + v.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("'", "''", StringComparison.Ordinal) + "'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>-1, 0 or 1; texts by their UTF-8 bytes.</summary>
    public static int Compare(object left, object right) => left is string a
        ? Math.Sign(Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes((string)right)))
        : Math.Sign(((IComparable)left).CompareTo(right));
}
