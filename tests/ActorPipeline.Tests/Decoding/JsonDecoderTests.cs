using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Decoding;

public sealed class JsonDecoderTests
{
    private static readonly JsonDecoderSpec Spec = new(
    [
        new("k", ColumnType.String, "k"),
        new("ts", ColumnType.Timestamp, "ts", new TimeFormat(TimeFormatKind.EpochMillis)),
        new("v", ColumnType.Double, "v"),
    ]);

    [Fact]
    public void Records_of_one_shape_are_decoded()
    {
        Assert.Equal(
            ["'user-123'|1700000000123000|12.5", "'ü'|-1000|-0.125", "''|0|1E+300"],
            DecodedRows.Decode(
                Spec,
                """{"k":"user-123","ts":1700000000123,"v":12.5}""",
                """{"k":"ü","ts":-1,"v":-0.125}""",
                """{"k":"","ts":0,"v":1e300}"""));
    }

    [Fact]
    public void Missing_names_and_null_are_null_on_both_paths()
    {
        Assert.Equal(
            ["'a'|1000|1", "'a'|null|2", "null|null|3", "null|null|null", "'a'|4000|null", "null|null|null"],
            DecodedRows.Decode(
                Spec,
                """{"k":"a","ts":1,"v":1}""",
                """{"k":"a","ts":null,"v":2}""",
                """{"v":3}""",
                "{}",
                """{"k":"a","ts":4,"v":null}""",
                """{"k":null,"ts":null,"v":null}"""));
    }

    [Fact]
    public void Of_duplicate_names_the_last_one_counts()
    {
        var spec = new JsonDecoderSpec([new("b", ColumnType.Int64, "a.b")]);
        Assert.Equal(
            ["2", "7", "null", "!Malformed: column 'b': expected an object at 'a', found a number", "3", "4"],
            DecodedRows.Decode(
                spec,
                """{"a":{"b":1,"b":2}}""",
                """{"a":{"b":"wrong type"},"a":{"b":7}}""",
                """{"a":{"b":1},"a":{"c":2}}""",
                """{"a":{"b":1},"a":5}""",
                """{"a":{"b":1,"\u0062":3}}""",
                """{"a":5,"a":{"b":4}}"""));
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("1.0", "1")]
    [InlineData("1e3", "1000")]
    [InlineData("120e-1", "12")]
    [InlineData("-0", "0")]
    [InlineData("0e99999999999999999999", "0")]
    [InlineData("9223372036854775808", "!Malformed: column 'n': expected an integer of 64 bits, found another number")]
    [InlineData("1.5", "!Malformed: column 'n': expected an integer of 64 bits, found another number")]
    [InlineData("1e-400", "!Malformed: column 'n': expected an integer of 64 bits, found another number")]
    [InlineData("1e19", "!Malformed: column 'n': expected an integer of 64 bits, found another number")]
    [InlineData("\"1\"", "!Malformed: column 'n': expected an integer of 64 bits, found a string")]
    [InlineData("true", "!Malformed: column 'n': expected an integer of 64 bits, found true or false")]
    [InlineData("{}", "!Malformed: column 'n': expected an integer of 64 bits, found an object")]
    [InlineData("[1]", "!Malformed: column 'n': expected an integer of 64 bits, found an array")]
    public void An_integer_column_takes_whole_numbers_only(string json, string expected)
    {
        var spec = new JsonDecoderSpec([new("n", ColumnType.Int64, "n")]);
        Assert.Equal(["7", expected], DecodedRows.Decode(spec, """{"n":7}""", $$"""{"n":{{json}}}"""));
    }

    [Theory]
    [InlineData(ColumnType.Double, "0.1", "0.1")]
    [InlineData(ColumnType.Double, "-0.0", "-0")]
    [InlineData(ColumnType.Double, "0.30000000000000004", "0.30000000000000004")]
    [InlineData(ColumnType.Double, "9007199254740993", "9007199254740992")]
    [InlineData(ColumnType.Double, "123456789012345678901234567890", "1.2345678901234568E+29")]
    [InlineData(ColumnType.Double, "1e-999", "0")]
    [InlineData(ColumnType.Double, "1e999",
        "!Malformed: column 'n': expected a number, found a number beyond the range of a double")]
    [InlineData(ColumnType.Double, "\"x\"", "!Malformed: column 'n': expected a number, found a string")]
    [InlineData(ColumnType.Decimal, "12.50", "12.50")]
    [InlineData(ColumnType.Decimal, "7922816251426433759354395033.5", "7922816251426433759354395033.5")]
    [InlineData(ColumnType.Decimal, "1.5e3", "1500")]
    [InlineData(ColumnType.Decimal, "1e29",
        "!Malformed: column 'n': expected a number that a decimal holds (28 digits), found another number")]
    [InlineData(ColumnType.Decimal, "1e-28", "0.0000000000000000000000000001")]
    [InlineData(ColumnType.Decimal, "1e-30",
        "!Malformed: column 'n': expected a number that a decimal holds (28 digits), found a number of more digits")]
    [InlineData(ColumnType.Decimal, "1.50000000000000000000000000000000000000", "1.5000000000000000000000000000")]
    [InlineData(ColumnType.Decimal, "0.12345678901234567890123456789",
        "!Malformed: column 'n': expected a number that a decimal holds (28 digits), found a number of more digits")]
    [InlineData(ColumnType.Boolean, "true", "true")]
    [InlineData(ColumnType.Boolean, "false", "false")]
    [InlineData(ColumnType.Boolean, "0", "!Malformed: column 'n': expected true or false, found a number")]
    [InlineData(ColumnType.String, "\"a\\n\\u00e9\\ud83d\\ude00\\/\"", "'a\né😀/'")]
    [InlineData(ColumnType.String, "5", "!Malformed: column 'n': expected a string, found a number")]
    public void A_column_takes_values_of_its_type(ColumnType type, string json, string expected)
    {
        var spec = new JsonDecoderSpec([new("n", type, "n")]);
        Assert.Equal(expected, DecodedRows.Decode(spec, $$"""{"n":{{json}}}""")[0]);
    }

    [Fact]
    public void Nesting_is_limited_to_64()
    {
        static string Nested(int depth) =>
            $$"""{"x":{{new string('[', depth - 1)}}{{new string(']', depth - 1)}},"v":1}""";
        Assert.Equal(
            ["null|null|1", "!Malformed: nested deeper than 64 at byte 68"],
            DecodedRows.Decode(Spec, Nested(64), Nested(65)));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_kill_their_row_only()
    {
        var batch = DecodedRows.Frame(Spec.Columns,
            ["""{"v":1}"""u8.ToArray(), [.. """{"k":" """u8, 0xC3, .. "\"}"u8], """{"v":2}"""u8.ToArray()]);
        ActorPipeline.Decoding.DecoderFactory.Create(Spec).Decode(batch);
        Assert.Equal(
            ["null|null|1", "!InvalidUtf8: the record's bytes are not UTF-8", "null|null|2"],
            DecodedRows.Show(batch, 3));
    }

    [Fact]
    public void A_time_that_cannot_be_read_is_a_bad_time()
    {
        Assert.Equal(
            [
                "null|1500|null", "null|1000|null",
                "!BadTime: column 'ts': expected a time as a number of milliseconds since 1970, found another text",
                "!BadTime: column 'ts': expected a time as a number of milliseconds since 1970, found another number",
                "!BadTime: column 'ts': expected a time as a number of milliseconds since 1970, found true or false",
            ],
            DecodedRows.Decode(
                Spec, """{"ts":1.5}""", """{"ts":"1"}""", """{"ts":"x"}""", """{"ts":1e30}""", """{"ts":true}"""));
    }

    [Fact]
    public void The_text_null_is_not_null()
    {
        var spec = new JsonDecoderSpec([new("t", ColumnType.Timestamp, "t")]);
        Assert.Equal(
            ["0", "!BadTime: column 't': expected a time such as 2015-05-17T10:05:03.123Z, found another text", "null"],
            DecodedRows.Decode(spec, """{"t":"1970-01-01"}""", """{"t":"null"}""", """{"t":null}"""));
    }

    [Fact]
    public void Several_columns_may_read_one_path()
    {
        var spec = new JsonDecoderSpec(
        [
            new("ts", ColumnType.Int64, "ts"),
            new("time", ColumnType.Timestamp, "ts", new TimeFormat(TimeFormatKind.EpochSeconds)),
        ]);
        Assert.Equal(
            ["1|1000000", "null|null", "2|2000000", "null|null"],
            DecodedRows.Decode(spec, """{"ts":1}""", """{"ts":null}""", """{"ts":2}""", """{"ts":null}"""));
    }

    [Fact]
    public void Rows_that_died_before_are_left_alone()
    {
        var batch = DecodedRows.Frame(Spec.Columns, ["{"u8.ToArray(), """{"v":2}"""u8.ToArray()]);
        batch.Kill(0, DeadReason.OverLong, "too long");
        ActorPipeline.Decoding.DecoderFactory.Create(Spec).Decode(batch);
        Assert.Equal(["!OverLong: too long", "null|null|2"], DecodedRows.Show(batch, 3));
    }
}
