using ActorPipeline.TestKit.InMemory;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Golden;

/// <summary>Every way in which a column's values are packed.</summary>
public sealed class ColumnTests
{
    public static TheoryData<string, ColumnType, object?[]> Columns => new()
    {
        { "integers", ColumnType.Int64, [1_000L, 1_001L, 1_007L, 1_003L] },
        { "integers-equal", ColumnType.Int64, [42L, 42L, 42L] },
        { "integers-wide", ColumnType.Int64, [long.MinValue, 0L, long.MaxValue, -1L] },
        { "integers-nulls", ColumnType.Int64, [null, 7L, null, 9L, null, 8L, 7L, 9L, null] },
        { "doubles-short", ColumnType.Double, [1.5, -2.25, 0.0, 1000.75] },
        { "doubles-exceptions", ColumnType.Double, [.. Enumerable.Repeat((object?)0.1, 14), -0.0, double.NaN] },
        { "doubles-raw", ColumnType.Double, [Math.PI, 1e300, double.NegativeInfinity, double.Epsilon] },
        { "decimals-scaled", ColumnType.Decimal, [1.50m, -0.25m, 100.00m] },
        { "decimals-raw", ColumnType.Decimal, [1.5m, 0.25m, decimal.MaxValue, new decimal(0, 0, 0, true, 1)] },
        { "booleans", ColumnType.Boolean, [true, false, true, true, false, false, false, true, true] },
        { "text", ColumnType.String, ["GET", "", null, "grün", "GET"] },
        { "timestamps", ColumnType.Timestamp, [1_431_857_103_000_000L, 1_431_857_103_000_001L] },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public void A_column_is_packed_and_unpacked_as_ever(string name, ColumnType type, object?[] values)
    {
        var (column, text) = (Column.Create(type), new ByteArena());
        column.Reset(values.Length);
        for (var row = 0; row < values.Length; row++)
        {
            ColumnValues.Set(column, row, values.Length, values[row], text);
        }

        var writer = new ByteWriter();
        new ColumnCodec().Write(writer, column, values.Length, new TextSpans(default, text.Written));

        GoldenFile.Check(
            $"column-{name}.v1", $"A column of {values.Length} values: {type}.", writer.Written.ToArray(),
            bytes => Read(type, values.Length, bytes));
    }

    private static List<string> Read(ColumnType type, int rows, byte[] bytes)
    {
        var (column, text) = (Column.Create(type), new ByteArena());
        var cursor = new ByteCursor(bytes);
        new ColumnCodec().Read(ref cursor, column, rows, text);
        Assert.True(cursor.AtEnd);
        return [.. Enumerable.Range(0, rows).Select(row => SinkRow.TextOf(ColumnValues.Get(column, row, text)))];
    }
}
