using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Rows;

namespace ActorPipeline.TestKit.Tests.Rows;

/// <summary>When a row is the one that is expected.</summary>
public sealed class RowScenarios
{
    [Theory]
    [InlineData("text", "\"a\\\"b\"", true)]
    [InlineData("text", "\"a\"", false)]
    [InlineData("text", "null", false)]
    [InlineData("number", "42", true)]
    [InlineData("number", "42.0", true)]
    [InlineData("number", "\"42\"", true)]
    [InlineData("number", "41", false)]
    [InlineData("number", "\"x\"", false)]
    [InlineData("exact", "12.5", true)]
    [InlineData("exact", "12.50", true)]
    [InlineData("exact", "12.51", false)]
    [InlineData("real", "0.3", true)]
    [InlineData("real", "0.3000001", false)]
    [InlineData("flag", "true", true)]
    [InlineData("flag", "false", false)]
    [InlineData("time", "\"2026-03-01T10:00:00Z\"", true)]
    [InlineData("time", "\"2026-03-01T10:00:00.000Z\"", true)]
    [InlineData("time", "\"2026-03-01T11:00:00+01:00\"", true)]
    [InlineData("time", "1772359200000000", true)]
    [InlineData("time", "\"2026-03-01T10:00:01Z\"", false)]
    [InlineData("time", "\"soon\"", false)]
    [InlineData("nothing", "null", true)]
    [InlineData("nothing", "0", false)]
    public void A_value_is_compared_by_the_type_of_its_column(string column, string value, bool isSame)
    {
        var expected = ExpectedRow.Parse($"{{\"{column}\":{value}}}");
        Assert.Equal(isSame, RowDifference.Between([expected], [Row()]).IsEmpty);
    }

    [Fact]
    public void A_row_is_shown_as_a_file_of_results_has_it() => Assert.Equal(
        "{\"text\":\"a\\\"b\",\"number\":42,\"exact\":12.50,\"real\":0.30000000000000004,\"flag\":true,"
        + "\"time\":\"2026-03-01T10:00:00Z\",\"nothing\":null}",
        Row().ToJson());

    [Fact]
    public void Each_row_is_matched_once_and_the_narrowest_expectation_chooses_first()
    {
        var (one, two) = (Row(1), Row(2));
        ExpectedRow[] expected =
            [ExpectedRow.Parse("{\"flag\":true}"), ExpectedRow.Parse("{\"flag\":true,\"number\":1}")];

        Assert.True(RowDifference.Between(expected, [one, two]).IsEmpty);
        Assert.Equal([two], RowDifference.Between(expected, [one, two, two]).Unexpected);
        Assert.Equal([expected[0]], RowDifference.Between(expected, [one]).Missing);
    }

    [Fact]
    public void In_order_the_first_difference_ends_the_comparison()
    {
        ExpectedRow[] expected = [ExpectedRow.Parse("{\"number\":1}"), ExpectedRow.Parse("{\"number\":2}")];

        Assert.True(RowDifference.Between(expected, [Row(1), Row(2)], isOrdered: true).IsEmpty);
        Assert.Equal(expected, RowDifference.Between(expected, [Row(2), Row(1)], isOrdered: true).Missing);
        var more = RowDifference.Between(expected, [Row(1), Row(2), Row(3)], isOrdered: true);
        Assert.Equal(3L, Assert.Single(more.Unexpected)["number"]);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{")]
    public void An_expectation_that_is_no_row_is_refused(string json)
    {
        var mistake = Assert.Throws<ArgumentException>(() => ExpectedRow.Parse(json));
        Assert.Contains(json, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_is_found_by_its_column()
    {
        Assert.Equal(42L, Row()["number"]);
        Assert.Contains("there is no column 'nmber'", Assert.Throws<ArgumentException>(() => Row()["nmber"]).Message,
            StringComparison.Ordinal);
    }

    private static readonly ResultColumn[] _columns =
    [
        new("text", ColumnType.String, true),
        new("number", ColumnType.Int64, false),
        new("exact", ColumnType.Decimal, false),
        new("real", ColumnType.Double, false),
        new("flag", ColumnType.Boolean, false),
        new("time", ColumnType.Timestamp, false),
        new("nothing", ColumnType.Int64, false),
    ];

    private static SinkRow Row(long number = 42) => new(
        new ShardId(0), 1, _columns, ["a\"b", number, 12.50m, 0.1 + 0.2, true, 1_772_359_200_000_000, null]);
}
