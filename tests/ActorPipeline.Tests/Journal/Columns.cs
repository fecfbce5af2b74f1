using System.Text;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Journal;

/// <summary>Columns with values, and back.</summary>
internal static class Columns
{
    public static Column Make(ColumnType type, ByteArena text, params IReadOnlyList<object?> values)
    {
        var column = Column.Create(type);
        column.Reset(values.Count);
        for (var row = 0; row < values.Count; row++)
        {
            ColumnValues.Set(column, row, values.Count, values[row], text);
        }

        return column;
    }

    /// <summary>A random value of a type, or null.</summary>
    public static object? Random(ColumnType type, Random random) => random.Next(6) == 0 ? null : type switch
    {
        ColumnType.Int64 or ColumnType.Timestamp => random.NextInt64() >> random.Next(64),
        ColumnType.Double => Math.Round(random.NextDouble() * 100, random.Next(15)),
        ColumnType.Decimal => new decimal(random.Next(), random.Next(2), 0, random.Next(2) == 0, (byte)random.Next(5)),
        ColumnType.Boolean => random.Next(2) == 0,
        _ => string.Concat(Enumerable.Repeat(random.Next(2) == 0 ? "ä" : "b", random.Next(5))),
    };
}
