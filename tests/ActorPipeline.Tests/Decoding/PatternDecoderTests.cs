using System.Text;
using ActorPipeline.Decoding;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Decoding;

public sealed class PatternDecoderTests
{
    private const string Head = "1.2.3.4 - - [17/May/2015:10:05:03 +0000] ";
    private static readonly PatternDecoderSpec Combined = Ready(ReadyPatterns.Combined);

    [Fact]
    public void A_combined_line_is_taken_apart()
    {
        Assert.Equal(
            [
                "'1.2.3.4'|null|null|1431857103000000|'GET'|'/a?b=c'|'HTTP/1.1'|200|5|'http://x/'|'Moz (\\\"y\\\")'",
                "'::1'|'id'|'john doe'|1431857103000000|'POST'|'/'|'HTTP/2.0'|304|null|null|'é'",
            ],
            DecodedRows.Decode(
                Combined,
                Head + "\"GET /a?b=c HTTP/1.1\" 200 5 \"http://x/\" \"Moz (\\\"y\\\")\"",
                "::1 id john doe [17/May/2015:10:05:03 +0000] \"POST / HTTP/2.0\" 304 - \"-\" \"é\"\r"));
    }

    [Fact]
    public void A_common_line_ends_with_the_size()
    {
        Assert.Equal(
            [
                "'1.2.3.4'|null|null|1431857103000000|'GET'|'/'|'HTTP/1.1'|200|5",
                "!Malformed: expected the end of the line at byte 63",
            ],
            DecodedRows.Decode(
                Ready(ReadyPatterns.Common),
                Head + "\"GET / HTTP/1.1\" 200 5",
                Head + "\"GET / HTTP/1.1\" 200 5 \"-\""));
    }

    [Theory]
    [InlineData("-", "null|null|null")]
    [InlineData("", "null|''|null")]
    [InlineData("\\x16\\x03", "null|'\\x16\\x03'|null")]
    [InlineData("hello world", "null|'hello world'|null")]
    [InlineData("GET /old", "'GET'|'/old'|null")]
    [InlineData("GET /with space HTTP/1.0", "'GET'|'/with space'|'HTTP/1.0'")]
    [InlineData("GET  HTTP/1.0", "'GET'|''|'HTTP/1.0'")]
    [InlineData("GET HTTP/1.0", "'GET'|'HTTP/1.0'|null")]
    public void A_request_that_is_not_whole_keeps_its_text_as_the_path(string request, string expected)
    {
        var spec = new PatternDecoderSpec(
            ReadyPatterns.Combined, [.. Combined.Columns.Where(c => c.Name is "method" or "path" or "protocol")]);
        Assert.Equal(expected, DecodedRows.Decode(spec, Head + $"\"{request}\" 400 0 \"-\" \"-\"")[0]);
    }

    [Theory]
    [InlineData("", "expected a field at byte 0")]
    [InlineData("host", "expected a space at byte 4")]
    [InlineData("host - - 17/May/2015", "expected '[' before the time at byte 9")]
    [InlineData("host - - [17/May", "expected ']' after the time that starts at byte 10")]
    [InlineData("h - - [x] GET", "expected '\"' before a quoted field at byte 10")]
    [InlineData("h - - [x] \"GET", "expected '\"' after the quoted field that starts at byte 11")]
    [InlineData("h - - [x] \"GET\\", "expected '\"' after the quoted field that starts at byte 11")]
    [InlineData("h - - [x] \"GET\\\"", "expected '\"' after the quoted field that starts at byte 11")]
    [InlineData("h - - [x] \"G\" ok", "expected a number or '-' at byte 14")]
    [InlineData("h - - [x] \"G\" ", "expected a number or '-' at byte 14")]
    [InlineData("h - - [x] \"G\" 20x 1", "expected a space at byte 16")]
    [InlineData("h - - [x] \"G\" 200 1 \"\" \"\" 5", "expected the end of the line at byte 25")]
    public void A_line_that_does_not_fit_says_where(string line, string detail)
    {
        Assert.Equal($"!Malformed: {detail}", DecodedRows.Decode(Combined, line)[0]);
    }

    [Fact]
    public void A_time_that_cannot_be_read_is_a_bad_time_if_it_is_wanted()
    {
        const string line = "h - - [31/Feb/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"-\"";
        var hosts = new PatternDecoderSpec(ReadyPatterns.Combined, [Combined.Columns[0]]);
        Assert.Equal("'h'", DecodedRows.Decode(hosts, line)[0]);
        Assert.Equal(
            "!BadTime: column 'time': expected a time such as 17/May/2015:10:05:03 +0000, found another text",
            DecodedRows.Decode(Combined, line)[0]);
    }

    [Fact]
    public void A_regular_expression_has_to_match_the_whole_line()
    {
        var spec = new PatternDecoderSpec(
            @"(?<level>[A-Z]+)(?: \[(?<thread>[^\]]*)\])? (?<ms>\S+)ms (?<text>.*)|(?<text>#.*)",
            [
                new("level", ColumnType.String, "level"), new("thread", ColumnType.String, "thread"),
                new("ms", ColumnType.Double, "ms"), new("text", ColumnType.String, "text"),
            ]);
        Assert.Equal(
            [
                "'INFO'|'mä in'|1.5|'ü😀'", "'WARN'|null|2|''", "null|null|null|'# note'",
                "!Malformed: the line does not match the pattern",
                "!Malformed: column 'ms': expected a number, found another text",
            ],
            DecodedRows.Decode(spec, "INFO [mä in] 1.5ms ü😀", "WARN 2ms \r", "# note", "x # note", "INFO NaNms x"));
    }

    [Fact]
    public void A_character_that_a_pattern_would_part_stays_whole()
    {
        var spec = new PatternDecoderSpec(
            "(?<a>.)(?<b>.)(?<c>.*)",
            [new("a", ColumnType.String, "a"), new("b", ColumnType.String, "b"), new("c", ColumnType.String, "c")]);
        Assert.Equal(["'😀'|''|'é'", "'x'|'😀'|''"], DecodedRows.Decode(spec, "😀é", "x😀"));
    }

    [Fact]
    public void Captures_are_converted_to_their_columns()
    {
        var spec = new PatternDecoderSpec(
            "(?<n>[^|]*)\\|(?<d>[^|]*)\\|(?<b>[^|]*)\\|(?<t>.*)",
            [
                new("n", ColumnType.Int64, "n"), new("d", ColumnType.Decimal, "d"), new("b", ColumnType.Boolean, "b"),
                new("t", ColumnType.Timestamp, "t"),
            ]);
        Assert.Equal(
            [
                "7|1.50|true|0", "null|null|null|null",
                "!Malformed: column 'n': expected an integer of 64 bits, found another text",
                "!Malformed: column 'b': expected true or false, found another text",
                "!BadTime: column 't': expected a time such as 2015-05-17T10:05:03.123Z, found another text",
            ],
            DecodedRows.Decode(spec, "007|1.50|True|1970-01-01", "|||", "1.5|||", "|1|yes|", "1|1|false|soon"));
    }

    [Theory]
    [InlineData("(?<a>x", "the pattern '(?<a>x' is not a regular expression: "
        + "InsufficientClosingParentheses at position 6")]
    [InlineData("(?<a>x)y)", "the pattern '(?<a>x)y)' is not a regular expression: "
        + "InsufficientOpeningParentheses at position 9")]
    [InlineData("(?<b>x)", "column 'a': the pattern captures no 'a'; it captures b")]
    public void A_pattern_that_cannot_work_is_refused_at_once(string pattern, string message)
    {
        var spec = new PatternDecoderSpec(pattern, [new ColumnSpec("a", ColumnType.String, "a")]);
        Assert.Equal(message, Assert.ThrowsAny<ArgumentException>(() => DecoderFactory.Create(spec)).Message);
    }

    [Fact]
    public void A_pattern_that_would_need_backtracking_is_refused()
    {
        var spec = new PatternDecoderSpec(@"(?<a>x)\1", []);
        Assert.StartsWith(
            @"the pattern '(?<a>x)\1' can't be used: it has a back reference at character 8",
            Assert.Throws<DecoderException>(() => DecoderFactory.Create(spec)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_share_a_character_are_not_utf8()
    {
        var batch = new RecordBatch([ColumnType.String]) { Data = [0xC3, 0xA9] };
        batch.AddRow(0, 1);
        batch.AddRow(1, 2);
        new PatternDecoder(new PatternDecoderSpec("(?<a>.*)", [new ColumnSpec("a", ColumnType.String, "a")]))
            .Decode(batch);
        Assert.All(batch.DeadRows, row => Assert.Equal(DeadReason.InvalidUtf8, row.Reason));
        Assert.Equal(2, batch.DeadRows.Count);
    }

    private static PatternDecoderSpec Ready(string name) => new(name, ReadyPatterns.All[name]);
}
