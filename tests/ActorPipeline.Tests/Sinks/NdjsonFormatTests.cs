using System.Text.Json;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sinks.Formats;

namespace ActorPipeline.Tests.Sinks;

public sealed class NdjsonFormatTests
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
    private static readonly ResultColumn[] OneDouble = [new("x", ColumnType.Double, true)];

    [Fact]
    public void A_row_of_each_type_is_one_line_with_the_columns_in_order()
    {
        var rows = Rows.Of(
            AllTypes,
            ["/shop", 1_700_000_000_000_000, 3L, 0.25, 12.50m, true],
            ["", 1_700_000_000_250_000, -7L, -1e21, -0.001m, false]);
        Assert.Equal(
            """
            {"key":"/shop","window_start":"2023-11-14T22:13:20Z","count":3,"mean":0.25,"total":12.50,"final":true}
            {"key":"","window_start":"2023-11-14T22:13:20.250Z","count":-7,"mean":-1e+21,"total":-0.001,"final":false}

            """,
            Formatted.Text(new NdjsonFormat(AllTypes), rows));
    }

    [Fact]
    public void Nulls_of_every_type_are_null()
    {
        var rows = Rows.Of(AllTypes, new object?[] { null, null, null, null, null, null });
        Assert.Equal(
            """
            {"key":null,"window_start":null,"count":null,"mean":null,"total":null,"final":null}

            """,
            Formatted.Text(new NdjsonFormat(AllTypes), rows));
    }

    [Fact]
    public void What_JSON_has_no_number_for_is_null()
    {
        var rows = Rows.Of(OneDouble, [double.NaN], [double.PositiveInfinity], [double.NegativeInfinity], [-0.0]);
        Assert.Equal(
            "{\"x\":null}\n{\"x\":null}\n{\"x\":null}\n{\"x\":-0}\n",
            Formatted.Text(new NdjsonFormat(OneDouble), rows));
    }

    [Fact]
    public void Text_escapes_what_it_must_and_nothing_else()
    {
        var rows = Rows.Of(OneText, ["a\"b\\c/\b\f\n\r\t\u0001\u001f\u007fé€😀</script>"]);
        Assert.Equal(
            "{\"text\":\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001\\u001f\u007fé€😀</script>\"}\n",
            Formatted.Text(new NdjsonFormat(OneText), rows));
    }

    [Fact]
    public void Every_character_below_128_reads_back()
    {
        for (var length = 1; length < 40; length += 13)
        {
            for (var c = '\0'; c < 128; c++)
            {
                var text = new string('x', length) + c + new string('y', length);
                var line = Formatted.Text(new NdjsonFormat(OneText), Rows.Of(OneText, [text]));
                Assert.Equal(text, JsonDocument.Parse(line).RootElement.GetProperty("text").GetString());
            }
        }
    }

    [Fact]
    public void A_hostile_column_name_is_escaped()
    {
        ResultColumn[] schema = [new("a\"\n\\", ColumnType.Int64, true)];
        var line = Formatted.Text(new NdjsonFormat(schema), Rows.Of(schema, [1L]));
        Assert.Equal("{\"a\\\"\\n\\\\\":1}\n", line);
    }

    [Fact]
    public void Rows_that_do_not_surely_fit_are_left_for_the_next_call()
    {
        var rows = Rows.Of(OneText, ["aaaa"], ["bbbb"], [new string('c', 1000)]);
        var format = new NdjsonFormat(OneText);
        var line = "{\"text\":\"aaaa\"}\n".Length;

        Assert.Equal(0, format.Write(rows, 0, new byte[line], out var written));
        Assert.Equal(0, written);
        Assert.Equal(2, format.Write(rows, 0, new byte[200], out written));
        Assert.Equal(2 * line, written);
        Assert.Equal(0, format.Write(rows, 2, new byte[200], out _));
        Assert.Equal(1, format.Write(rows, 2, new byte[8000], out _));
    }
}
