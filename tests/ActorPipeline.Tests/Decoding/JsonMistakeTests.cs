using System.Text;
using System.Text.Json;
using ActorPipeline.Decoding;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Decoding;

public sealed class JsonMistakeTests
{
    private const string Truncated = "the record is truncated: its object is not closed";
    private static readonly JsonDecoderSpec Spec = new([new("k", ColumnType.String, "k")]);

    [Theory]
    [InlineData("", "the record is empty")]
    [InlineData(" \r", "the record is empty")]
    [InlineData("plain text", "the record is not a JSON object")]
    [InlineData("\"text\"", "the record is not a JSON object")]
    [InlineData("[1]", "the record is an array, not a JSON object")]
    [InlineData("""[{"k":"a"}]""", "the record is an array, not a JSON object")]
    public void A_record_that_is_no_object_says_so(string line, string detail) => Says(detail, line);

    [Theory]
    [InlineData("""{"k":"a"},""", "byte 9: ',' stands behind the object")]
    [InlineData("""{"k":"a"} x""", "byte 10: 'x' stands behind the object")]
    [InlineData("""{"k":"a"}}""", "byte 9: '}' stands behind the object")]
    [InlineData("""{"k":"a"}{}""", "byte 9: another object stands behind the object")]
    [InlineData("""{"k":"a"} é""", "byte 10: 'é' stands behind the object")]
    [InlineData("{\"k\":\"a\"}\0", "byte 9: the character U+0000 stands behind the object")]
    [InlineData("\uFEFF{\"k\":\"a\"}", "byte 0: a byte order mark stands before the object")]
    public void What_stands_around_the_object_is_named(string line, string detail) =>
        Says("not valid JSON at " + detail, line);

    [Theory]
    [InlineData("{")]
    [InlineData("""{"k":"a","ts":1,""")]
    [InlineData("""{"k":"a","ts":1""")]
    [InlineData("""{"k":"a","ts":-""")]
    [InlineData("""{"k":"a","ts""")]
    [InlineData("""{"k":"a","ts" """)]
    [InlineData("""{"k":"a}""")]
    [InlineData("""{"k":"a\""")]
    [InlineData("""{"k":"a\u00""")]
    [InlineData("""{"k":{"a":[1,2]""")]
    [InlineData("""{"k":tr""")]
    public void A_record_that_is_cut_off_is_truncated(string line) => Says(Truncated, line);

    [Theory]
    [InlineData("{'k':\"a\"}", "byte 1: names have double quotes, not single ones")]
    [InlineData("{\"k\":'a'}", "byte 5: texts have double quotes, not single ones")]
    [InlineData("""{k:"a"}""", "byte 1: the name 'k' stands in no double quotes")]
    [InlineData("""{1:"a"}""", "byte 1: expected a name in double quotes, found '1'")]
    [InlineData("""{,"k":1}""", "byte 1: expected a name in double quotes, found ','")]
    [InlineData("""{"k" 1}""", "byte 5: expected ':' after a name, found '1'")]
    [InlineData("""{"k":}""", "byte 5: expected a value, found '}'")]
    [InlineData("""{"k":,}""", "byte 5: expected a value, found ','")]
    [InlineData("""{"k":1 "b":2}""", "byte 7: expected ',' or '}', found '\"'")]
    [InlineData("""{"k":[1 2]}""", "byte 8: expected ',' or ']', found '2'")]
    [InlineData("""{"k":[1}}""", "byte 7: expected ',' or ']', found '}'")]
    [InlineData("""{"k":"a",}""", "byte 9: nothing stands between ',' and '}'; leave out the comma")]
    [InlineData("""{"k":[1, ]}""", "byte 9: nothing stands between ',' and ']'; leave out the comma")]
    [InlineData("""{"k":1 /* one */}""", "byte 7: JSON has no comments")]
    [InlineData("""{/**/"k":1}""", "byte 1: JSON has no comments")]
    [InlineData("""{"k":#1}""", "byte 5: JSON has no comments")]
    public void What_the_grammar_expects_is_named(string line, string detail) =>
        Says("not valid JSON at " + detail, line);

    [Theory]
    [InlineData("tru", "byte 5: 'tru' is no value; a text stands in double quotes")]
    [InlineData("NaN", "byte 5: NaN is no JSON number; write null")]
    [InlineData("-Infinity", "byte 6: -Infinity is no JSON number; write null")]
    [InlineData("True", "byte 5: True is written true")]
    [InlineData("None", "byte 5: None is written null")]
    [InlineData(
        "aVeryLongWordThatGoesOn", "byte 5: 'aVeryLongWordThatGoe...' is no value; a text stands in double quotes")]
    [InlineData("01", "byte 5: a number has no leading zeros")]
    [InlineData("-00.5", "byte 6: a number has no leading zeros")]
    [InlineData("+1", "byte 5: a number starts with a digit or '-', not with '+'")]
    [InlineData(".5", "byte 5: a number starts with a digit or '-', not with '.'")]
    [InlineData("1.", "byte 7: expected a digit after '.', found '}'")]
    [InlineData("1e+", "byte 8: expected a digit after '+', found '}'")]
    [InlineData("0x1F", "byte 6: expected ',' or '}', found 'x'")]
    [InlineData("\"\\x\"", "byte 6: a backslash before 'x' is no escape; a backslash is written \\\\")]
    [InlineData("\"\\u12G4\"", "byte 10: four hexadecimal digits have to follow \\u")]
    [InlineData("\"a\tb\"", "byte 7: a text holds the control character U+0009; write \\t")]
    [InlineData("\"a\u0001b\"", "byte 7: a text holds the control character U+0001; write \\u0001")]
    public void A_value_that_is_none_is_named(string value, string detail) =>
        Says("not valid JSON at " + detail, $$"""{"k":{{value}}}""");

    [Theory]
    [InlineData("""{"k":"\ud800"}""", 5)]
    [InlineData("""{"x":["\udc00\ud800"]}""", 6)]
    [InlineData("""{"\ud800":1}""", 1)]
    public void Half_of_a_surrogate_pair_says_where(string line, int at) =>
        Says($"a \\u escape is half of a surrogate pair, in the string at byte {at}", line);

    [Fact]
    public void A_mistake_is_found_where_the_platform_finds_one_and_nowhere_else()
    {
        const int seed = 77;
        var random = new Random(seed);
        var alphabet = "{}[]\",:\\0123456789.-+eEtfnu \r\nx\u0001'/"u8.ToArray();
        var record = """{"k":"a\u00e9\n","n":[1,-2.5e3,true,{"x":null}],"o":{},"e":[]}"""u8.ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = record.ToList();
            for (var edits = random.Next(3); edits >= 0; edits--)
            {
                var at = random.Next(bytes.Count);
                bytes.RemoveRange(at, random.Next(2));
                bytes.InsertRange(at, random.GetItems(alphabet, random.Next(2)));
            }

            byte[] broken = [.. bytes];
            var isObject = IsObject(broken);
            var mistake = JsonMistake.Find(broken);
            Assert.True(isObject == (mistake is null), $"seed {seed}: {Encoding.UTF8.GetString(broken)}: {mistake}");
        }
    }

    private static bool IsObject(byte[] record)
    {
        try
        {
            using var document = JsonDocument.Parse(record);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Says(string detail, string line) =>
        Assert.Equal($"!Malformed: {detail}", DecodedRows.Decode(Spec, line)[0]);
}
