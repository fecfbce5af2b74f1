using System.Text;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sinks.Formats;

namespace ActorPipeline.Tests.Sinks;

public sealed class CsvFormatTests
{
    private static readonly ResultColumn[] AllTypes =
    [
        new("key", ColumnType.String, true),
        new("window_start", ColumnType.Timestamp, true),
        new("count", ColumnType.Int64, false),
        new("mean", ColumnType.Double, false),
        new("total", ColumnType.Decimal, false),
        new("final", ColumnType.Boolean, false),
    ];

    private static readonly ResultColumn[] OneText = [new("text", ColumnType.String, true)];

    [Fact]
    public void A_row_of_each_type_is_one_line_with_the_columns_in_order()
    {
        var rows = Rows.Of(
            AllTypes,
            ["/shop", 1_700_000_000_000_000, long.MinValue, 0.25, 12.50m, true],
            ["x", 1_700_000_000_000_001, long.MaxValue, double.NaN, decimal.MinValue, false],
            ["y", 0L, 0L, double.PositiveInfinity, 0m, false],
            ["z", -1L, 10L, double.NegativeInfinity, 0.0000000000000000000000000001m, false]);
        Assert.Equal(
            "/shop,2023-11-14T22:13:20Z,-9223372036854775808,0.25,12.50,true\r\n"
            + "x,2023-11-14T22:13:20.000001Z,9223372036854775807,NaN,-79228162514264337593543950335,false\r\n"
            + "y,1970-01-01T00:00:00Z,0,Infinity,0,false\r\n"
            + "z,1969-12-31T23:59:59.999999Z,10,-Infinity,0.0000000000000000000000000001,false\r\n",
            Formatted.Text(new CsvFormat(AllTypes), rows));
    }

    [Fact]
    public void Null_is_an_empty_field_and_empty_text_a_quoted_one()
    {
        ResultColumn[] schema = [.. OneText, .. AllTypes];
        var rows = Rows.Of(schema, new object?[] { "", null, null, null, null, null, null });
        Assert.Equal("\"\",,,,,,\r\n", Formatted.Text(new CsvFormat(schema), rows));
    }

    [Theory]
    [InlineData("plain text; 'quoted'", "plain text; 'quoted'")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("\"", "\"\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("cr\r", "\"cr\r\"")]
    [InlineData("é€😀", "é€😀")]
    public void Fields_are_quoted_only_where_they_must_be(string text, string expected) =>
        Assert.Equal(expected + "\r\n", Formatted.Text(new CsvFormat(OneText), Rows.Of(OneText, [text])));

    [Fact]
    public void The_header_quotes_hostile_names()
    {
        ResultColumn[] schema =
        [
            new("a,b", ColumnType.Int64, true), new("c\"d", ColumnType.Int64, true), new("e", ColumnType.Int64, false),
        ];
        Assert.Equal("\"a,b\",\"c\"\"d\",e\r\n", Encoding.UTF8.GetString(new CsvFormat(schema).Header));
    }
}
