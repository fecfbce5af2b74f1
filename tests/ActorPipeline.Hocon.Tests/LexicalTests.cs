using static ActorPipeline.Hocon.Tests.Documents;

namespace ActorPipeline.Hocon.Tests;

/// <summary>Strings, numbers, comments and paths; lightbend's TokenizerTest and the path tests of
/// ConfParserTest.</summary>
public sealed class LexicalTests
{
    [Theory]
    [InlineData("truefoo", "\"truefoo\"")]
    [InlineData("footrue", "\"footrue\"")]
    [InlineData("foo true", "\"foo true\"")]
    [InlineData("true", "true")]
    [InlineData("nullfoo", "\"nullfoo\"")]
    [InlineData("10.0bar", "\"10.0bar\"")]
    [InlineData("bar10.0", "\"bar10.0\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("007", "\"007\"")]
    [InlineData("1.", "\"1.\"")]
    [InlineData("-", "\"-\"")]
    [InlineData("-foo", "\"-foo\"")]
    [InlineData("2024-01-31T10:00", null)]
    [InlineData("2024-01-31", "\"2024-01-31\"")]
    [InlineData("10eggs", "\"10eggs\"")]
    [InlineData("a/b/c/", "\"a/b/c/\"")]
    [InlineData("/ /", "\"/ /\"")]
    [InlineData("foo\"bar\"baz", "\"foobarbaz\"")]
    [InlineData("bar//comment", "\"bar\"")]
    [InlineData("bar#comment", "\"bar\"")]
    [InlineData("10//comment", "10")]
    [InlineData("\"//bar\"", "\"//bar\"")]
    [InlineData("\"#bar\"", "\"#bar\"")]
    [InlineData("$5", null)]
    [InlineData("a`b", null)]
    [InlineData("a\u0001b", "\"a\\u0001b\"")]
    public void An_unquoted_value_is_what_its_beginning_says(string text, string? json)
    {
        if (json is null)
        {
            Assert.Throws<HoconException>(() => Json($"v = {text}"));
            return;
        }

        Assert.Equal($$"""{"v":{{json}}}""", Json($"v = {text}"));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("1.2")]
    [InlineData("1e6")]
    [InlineData("1E-6")]
    [InlineData("1.50e+10")]
    [InlineData("123456789012345678901234567890")]
    public void A_number_keeps_its_text(string text)
    {
        var number = Assert.IsType<HoconNumber>(Resolve($"v = {text}").Get("v"));
        Assert.Equal(text, number.Text);
    }

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"\\u0000\"", "\0")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t")]
    [InlineData("\"\\u0046\\u0046\"", "FF")]
    [InlineData("\"\\ud834\\udd1e\"", "\U0001D11E")]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"bar\"\"\"", "bar")]
    [InlineData("\"\"\"\\n\"\"\"", "\\n")]
    [InlineData("\"\"\"\"\"\"\"\"\"", "\"\"\"")]
    [InlineData("\"\"\"foo\"\"\"\"", "foo\"")]
    [InlineData("\"\"\"\"foo\"\"\"", "\"foo")]
    [InlineData("\"\"\"foo\n bar\"\"\"", "foo\n bar")]
    [InlineData("\"\"\"${a} # \"b\" \"\" // c\"\"\"", "${a} # \"b\" \"\" // c")]
    public void A_quoted_string_has_the_escapes_of_json_and_a_triple_quoted_one_none(string text, string value) =>
        Assert.Equal(value, Resolve($"v = {text}").GetString("v"));

    [Fact]
    public void Half_of_a_surrogate_pair_survives_a_round_trip()
    {
        var config = Resolve("v = \"\\ud834\"");
        Assert.Equal('\uD834', Assert.Single(config.GetString("v")));
        Assert.Equal("{\"v\":\"\\ud834\"}", config.ToString());
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a.b", "a|b")]
    [InlineData("\"a.b\"", "a.b")]
    [InlineData("\"a.\"", "a.")]
    [InlineData("\".b\"", ".b")]
    [InlineData("true", "true")]
    [InlineData(" a ", "a")]
    [InlineData(" a .b", "a |b")]
    [InlineData(" a . b", "a | b")]
    [InlineData(" a  b", "a  b")]
    [InlineData("a.\"b.c\".d", "a|b.c|d")]
    [InlineData("3.14", "3|14")]
    [InlineData("3.14.159", "3|14|159")]
    [InlineData("a3.14", "a3|14")]
    [InlineData("\"\"", "")]
    [InlineData("a.\"\".b", "a||b")]
    [InlineData("a.\"\"", "a|")]
    [InlineData("\"\".b", "|b")]
    [InlineData("\"\".\"\".\"\"", "||")]
    [InlineData("a-c", "a-c")]
    [InlineData("a_c", "a_c")]
    [InlineData("-", "-")]
    [InlineData("-foo", "-foo")]
    [InlineData("-10", "-10")]
    [InlineData("foo10.0", "foo10|0")]
    [InlineData("10.0foo", "10|0foo")]
    [InlineData("1.2.3.4", "1|2|3|4")]
    [InlineData("foo\"10.0\"", "foo10.0")]
    public void A_path_splits_at_periods_outside_of_quotes(string path, string elements)
    {
        string[] expected = elements.Split('|');
        Assert.Equal(expected, HoconPath.Parse(path));
        Assert.Equal(expected, HoconPath.Parse(HoconPath.Format(expected)));

        // The same path as a key, and in a substitution.
        var config = Resolve($"{path} : 42, found : ${{{path}}}");
        Assert.Equal(42, config.GetInt64(HoconPath.Format(expected)));
        Assert.Equal(42, config.GetInt64("found"));
    }

    [Theory]
    [InlineData("", "path:1:1: the path is empty; name a setting, such as a.b")]
    [InlineData("  ", "path:1:1: the path is empty; name a setting, such as a.b")]
    [InlineData("a.", "path:1:1: the path has a leading, a trailing or a doubled period; write \"\" for an element"
        + " that is empty")]
    [InlineData(".b", "path:1:1: the path has a leading, a trailing or a doubled period; write \"\" for an element"
        + " that is empty")]
    [InlineData("a..b", "path:1:1: the path has a leading, a trailing or a doubled period; write \"\" for an element"
        + " that is empty")]
    [InlineData("a${b}c", "path:1:2: ${b} is not allowed in the path 'a${b}c'; put the element in double quotes")]
    [InlineData("a\nb", "path:1:2: the end of the line is not allowed in the path 'a\nb'; put the element in double"
        + " quotes")]
    [InlineData("a:b", "path:1:2: ':' is not allowed in the path 'a:b'; put the element in double quotes")]
    public void An_invalid_path_is_rejected(string path, string message) =>
        Assert.Equal(message, Error(() => HoconPath.Parse(path)));

    [Theory]
    [InlineData("/a/b/c=42, x/y/z : 32", """{"/a/b/c":42,"x/y/z":32}""")]
    [InlineData("true : 42, 3 : 42, 3.14 : 42", """{"true":42,"3":{"14":42}}""")]
    [InlineData("a b c : 42", """{"a b c":42}""")]
    [InlineData("0.1.2.3.ABC=x", """{"0":{"1":{"2":{"3":{"ABC":"x"}}}}}""")]
    [InlineData("\"include\" : 1, a.include : 2, includes : 3", """{"include":1,"a":{"include":2},"includes":3}""")]
    public void A_key_is_a_path(string text, string json) => Assert.Equal(json, Json(text));
}
