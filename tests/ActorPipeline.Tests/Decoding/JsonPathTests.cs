using ActorPipeline.Decoding;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Decoding;

public sealed class JsonPathTests
{
    [Fact]
    public void What_a_path_cannot_lead_through_makes_a_dead_letter()
    {
        var spec = new JsonDecoderSpec([new("c", ColumnType.Int64, "a.b.c"), new("d", ColumnType.String, "d")]);
        Assert.Equal(
            [
                "1|'x'",
                "!Malformed: column 'c': expected an object at 'a.b', found an array",
                "!Malformed: column 'c': expected an object at 'a.b', found a number",
                "!Malformed: column 'c': expected an object at 'a', found a string",
                "!Malformed: column 'c': expected an object at 'a', found true or false",
                "null|'x'", "null|'x'", "null|null", "5|'y'", "6|'z'",
            ],
            DecodedRows.Decode(
                spec,
                """{"a":{"x":[{"c":9}],"b":{"c":1}},"d":"x"}""",
                """{"a":{"b":[{"c":1}]},"d":"x"}""",
                """{"a":{"b":7},"b":{"c":3},"c":4,"d":"x"}""",
                """{"a":"text","d":"x"}""",
                """{"a":false,"d":"x"}""",
                """{"a":{"b":null},"d":"x"}""",
                """{"a":null,"d":"x"}""",
                "{}",
                """ { "d" : "y" , "a" : { "b" : { "c" : 5 } } } """,
                """ { "d" : "z" , "a" : { "b" : { "c" : 6 } } } """));
    }

    [Fact]
    public void An_index_leads_into_an_array()
    {
        var spec = new JsonDecoderSpec(
        [
            new("first", ColumnType.String, "commits[0].sha"), new("second", ColumnType.String, "commits[1].sha"),
            new("cell", ColumnType.Int64, "grid[1][0]"),
        ]);
        string[] rows =
        [
            """{"commits":[{"sha":"a"},{"sha":"b"},{"sha":"c"}],"grid":[[1,2],[3,4]]}""",
            """{"commits":[{"sha":"d"},{"sha":"e"},{"sha":"f"}],"grid":[[1,2],[5,4]]}""",
            """{"commits":[{"x":[{"sha":"no"}]}],"grid":[[1]]}""",
            """{"commits":[null,{"sha":"b"}],"grid":[null,[7]]}""",
            """{"commits":[],"grid":[]}""",
            """{"commits":null}""",
            """{"commits":{"0":{"sha":"a"}}}""",
            """{"commits":["a"]}""",
            """{"grid":[5,6]}""",
        ];
        Assert.Equal(
            [
                "'a'|'b'|3", "'d'|'e'|5", "null|null|null", "null|'b'|7", "null|null|null", "null|null|null",
                "!Malformed: column 'first': expected an array at 'commits', found an object",
                "!Malformed: column 'first': expected an object at 'commits[0]', found a string",
                "!Malformed: column 'cell': expected an array at 'grid[1]', found a number",
            ],
            DecodedRows.Decode(spec, rows));
    }

    [Fact]
    public void A_name_with_points_or_brackets_stands_in_backticks()
    {
        var spec = new JsonDecoderSpec(
            [new("x", ColumnType.Int64, "`a.b[0]`.c"), new("y", ColumnType.Int64, "o.```q```")]);
        Assert.Equal("1|2", DecodedRows.Decode(spec, """{"a.b[0]":{"c":1},"o":{"`q`":2}}""")[0]);
    }

    [Theory]
    [InlineData("", 0, "a name is missing")]
    [InlineData("a..b", 2, "a name is missing")]
    [InlineData("a.", 2, "a name is missing")]
    [InlineData("a.[0]", 2, "a name is missing")]
    [InlineData("[0].a", 0, "a record is an object, so a path starts with a name")]
    [InlineData("a[0]b", 4, "expected '.' or '[', found 'b'")]
    [InlineData("a[x]", 2, "an index is a number from 0 to 65535, not 'x'")]
    [InlineData("a[-1]", 2, "an index is a number from 0 to 65535, not '-1'")]
    [InlineData("a[99999]", 2, "an index is a number from 0 to 65535, not '99999'")]
    [InlineData("a[0", 2, "'[' is not closed with ']'")]
    [InlineData("a]", 1, "']' has no partner")]
    [InlineData("a.`b", 2, "this quoted name has no end; close it with `")]
    public void A_broken_path_says_where(string path, int position, string reason)
    {
        var error = Assert.Throws<DecoderException>(
            () => DecoderFactory.Create(new JsonDecoderSpec([new("x", ColumnType.Int64, path)])));
        Assert.Equal((position, reason), (error.Position, error.Reason));
        Assert.Equal(
            $"column 'x': the path '{path}' is broken at character {position + 1}: {reason}; "
                + "write it as account.name or commits[0].sha",
            error.Message);
    }

    [Fact]
    public void Paths_that_contradict_each_other_are_refused()
    {
        var spec = new JsonDecoderSpec([new("x", ColumnType.Int64, "a.b"), new("y", ColumnType.Int64, "a[0]")]);
        Assert.Equal(
            "column 'y': the path 'a[0]' takes 'a' for an array, and another column's takes it for the other; "
                + "it can't be both",
            Assert.Throws<DecoderException>(() => DecoderFactory.Create(spec)).Message);
    }

    [Fact]
    public void Thousands_of_columns_are_decoded_in_any_order()
    {
        const int seed = 5;
        const int count = 1500;
        var random = new Random(seed);
        var columns = Enumerable.Range(0, count).Select(i => new ColumnSpec($"c{i}", ColumnType.Int64, $"c{i}"));
        var spec = new JsonDecoderSpec([.. columns]);
        var order = Enumerable.Range(0, count).ToArray();
        var rows = new List<string>();
        var expected = new List<string>();
        for (var row = 0; row < 12; row++)
        {
            if (row % 3 == 2)
            {
                random.Shuffle(order);
            }

            var values = order.Select(_ => random.Next(9) == 0 ? "null" : $"{random.Next(1000)}").ToArray();
            rows.Add($"{{{string.Join(',', order.Select(c => $"\"c{c}\":{values[c]}"))}}}");
            expected.Add(string.Join('|', values));
        }

        Assert.Equal(expected, DecodedRows.Decode(spec, [.. rows]));
    }
}
