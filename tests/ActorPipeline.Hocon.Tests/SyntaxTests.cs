using static ActorPipeline.Hocon.Tests.Documents;

namespace ActorPipeline.Hocon.Tests;

/// <summary>The section "Syntax": what is and what is not a document; the tables of lightbend's TestUtils.</summary>
public sealed class SyntaxTests
{
    public static TheoryData<string> ValidJson =>
    [
        "{}", "[]", """{ "foo" : "bar" }""", """["foo", "bar"]""", """{ "foo" : 42 }""", "{ \"foo\"\n : 42 }",
        "{ \"foo\" : \n 42 }", "[10, 11]", """[10,"foo"]""", """{ "foo" : "bar", "baz" : "boo" }""",
        """{ "foo" : { "bar" : "baz", "woo" : "w00t" }, "baz" : "boo" }""", """{ "foo" : [10,11,12], "baz" : "boo" }""",
        "[{},{},{},{}]", "[[[[[[]]]]]]", "[[1], [1,2], [1,2,3], []]",
        """{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":42}}}}}}}}""", """[ "#comment" ]""", """[ "//comment" ]""",
        """{ "a" : true, "b" : false, "c" : null, "d" : -0.5e-3, "e" : 1E+3, "f" : [ 10e+3 ] }""",
        """[ "\u0000\ud834\udd1e\"\\\/\b\f\n\r\t", "é𝄞" ]""",
    ];

    public static TheoryData<string> ValidHocon =>
    [
        "", " ", "\n", " \n \n   \n\n\n", "# foo", "# bar\n", "# foo\n//bar", """{ "foo" = 42 }""",
        """{ "foo" = (42) }""", """{ foo { "bar" : 42 } }""", """{ foo baz { "bar" : 42 } }""", """ "foo" : 42 """,
        """{ "foo" : bar }""", """{ "foo" : null bar 42 baz true 3.14 "hi" }""", """{ foo : "bar" }""", "{ foo : bar }",
        "{ foo.bar : bar }", """{ foo."hello world".baz : bar }""", "{ foo.bar \n : bar }", "{ foo  bar : bar }",
        "{ true : bar }", """{ "foo" : "bar", "foo" : "bar2" }""", "[ 1, 2, 3, ]", "[1,2,3  , ]", "[1,2,3\n\n , \n]",
        "[1,]", """{ "foo" : 10, }""", """{ "a" : "b", }""", "{ a : b, }", "{ a : b  \n  , \n }", "a : b, c : d,",
        "{ a : b\nc : d }", "a : b\nc : d", "a : b\nc : d,", "[ foo ]", "[ t ]", "[ tx ]", "[ tr ]", "[ trx ]",
        "[ tru ]", "[ trux ]", "[ truex ]", "[ 10x ]", "[ / ]", """{ include "foo" }""", "{ include\n\"foo\" }",
        """{ include"foo" }""", "[ include ]", "{ foo : include }", """{ include "foo", "a" : "b" }""",
        "{ foo include : 42 }", "[ ${foo} ]", "[ ${?foo} ]", """[ ${"foo"} ]""", "[ ${foo.bar} ]",
        "[ abc  xyz  ${foo.bar}  qrs tuv ]", "[ 1, 2, 3, blah ]", """[ ${"foo.bar"} ]""", "{} # comment",
        "{} // comment", "{ \"foo\" #comment\n: 10 }", "{ \"foo\" // comment\n: 10 }", "{ \"foo\" : #comment\n 10 }",
        "{ \"foo\" : // comment\n 10 }", "{ \"foo\" : 10 #comment\n }", "{ \"foo\" : 10 // comment\n }",
        "[ 10, # comment\n 11]", "[ 10, // comment\n 11]", "[ 10 # comment\n, 11]", "[ 10 // comment\n, 11]",
        "{ /a/b/c : 10 }", "[${ foo.bar}]", "[${foo.bar }]", """[${ "foo.bar"}]""", """[${"foo.bar" }]""",
        """[ ${"foo""bar"} ]""", """[ ${foo  "bar"  baz} ]""", "[${true}]", "a = [], a += b", "{ a = [], a += 10 }",
        "a += b", "{ a += 10 }", "[ 10e3e3 ]", "[ 1-e3 ]", "[ 1.0.0 ]", "[ 1.0. ]", "a { b : 1 } { c : 2 }",
    ];

    public static TheoryData<string> Invalid =>
    [
        "{", "}", "[", "]", ",", "10", "\"foo\"", "\"", "[,]", "[,,]", "[1,2,,]", "[,1,2]", "{ , }", "{ , , }",
        "{ 1,2 }", """{ , "foo" : 10 }""", """{ "foo" : 10 ,, }""", """ "a" : 10 ,, """, """{ "foo" : }""", "{ : 10 }",
        """ "foo" : """, " : 10 ", """ "foo" : 10 } """, """ "foo" : 10 [ """, """{ "foo" }""", """{ "a" : [ }""",
        """{ "foo" : 10, true }""", "{ foo \n bar : 10 }", "[ 1, \\", """[:"foo", "bar"]""", """["foo" : "bar"]""",
        "[ \"hello ]", """{ "foo" , true }""", """{ "foo" : true "bar" : false }""", "[ 10, }]", "[ 10, {]", "{}x",
        "[]x", "{}{}", "{}true", "[]{}", "[]true", "[${]", "[$]", "[$  ]", "[${}]", "[${?}]", "[${ ?foo}]",
        """{ "a" : [1,2], "b" : y${a}z }""", """{ "a" : { "c" : 2 }, "b" : y${a}z }""", """{ "a" : ${a} }""",
        """[ { "a" : 2, "b" : ${${a}} } ]""", "[ = ]", "[ + ]", "[ # ]", "[ ` ]", "[ ^ ]", "[ ? ]", "[ ! ]", "[ @ ]",
        "[ * ]", "[ & ]", "[ \\ ]", "+=", "[ += ]", "+= 10", "10 +=", "[ 10e+3e ]", "[ \"foo\nbar\" ]", "[ # comment ]",
        "${ #comment }", "[ // comment ]", "${ // comment }", """{ include "bar" : 10 }""", "{ include foo }",
        """{ include : { "a" : 1 } }""", "a=", "a:", "a= ", "a.b=", "{ a= }", "{ a: }", "{ a : y b : z }",
        """{ "a" : "y" "b" : "z" }""", "{ { a : 1 } : v }", "{ [ a ] : v }", "${a} : 1", "a..b : 1", "a. : 1", ".a : 1",
        "a : \"\"\"x", "a : [ {] }", "a = \"\\q\"", "a = \"\\u12\"", "a = \"\\", "{\u0001",
    ];

    [Theory]
    [MemberData(nameof(ValidJson))]
    public void Json_is_hocon_and_survives_a_round_trip(string text)
    {
        foreach (var variation in Variations(text))
        {
            var json = HoconJson.Write(Options(variation).ResolveValue());
            Assert.Equal(json, HoconJson.Write(Options(json).ResolveValue()));
            using var expected = System.Text.Json.JsonDocument.Parse(text);
            using var actual = System.Text.Json.JsonDocument.Parse(json);
            Assert.True(System.Text.Json.JsonElement.DeepEquals(expected.RootElement, actual.RootElement), json);
        }
    }

    [Theory]
    [MemberData(nameof(ValidHocon))]
    public void A_valid_document_parses(string text)
    {
        foreach (var variation in Variations(text))
        {
            var document = Options(variation);
            if (!text.Contains("${", StringComparison.Ordinal))
            {
                var json = HoconJson.Write(document.ResolveValue());
                Assert.Equal(json, HoconJson.Write(Options(json).ResolveValue()));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_document_is_rejected(string text)
    {
        foreach (var variation in Variations(text))
        {
            var error = Record.Exception(() => Options(variation).ResolveValue());
            Assert.True(error is HoconException, $"'{variation}' gave {error}");
        }
    }

    [Theory]
    [InlineData("{ \"a\" : 10, \"a\" : 11 }", """{"a":11}""")]
    [InlineData("a { x : 1, y : 2 }, a { x : 42, z : 100 }", """{"a":{"x":42,"y":2,"z":100}}""")]
    [InlineData("a.b { x : 1, y : 2 }, a.b { x : 42, z : 100 }", """{"a":{"b":{"x":42,"y":2,"z":100}}}""")]
    [InlineData("a.b.c { x : 1 }, a { b { c { z : 100 } } }", """{"a":{"b":{"c":{"x":1,"z":100}}}}""")]
    [InlineData("a : { b : 1 }, a : null, a : { c : 2 }", """{"a":{"c":2}}""")]
    [InlineData("a : { b : 1 }, a : 42, a : { c : 2 }", """{"a":{"c":2}}""")]
    [InlineData("a : { b : 1 }, a : [], a.c : 2", """{"a":{"c":2}}""")]
    [InlineData("a : ${x}, a { b { c : 1 } }, a { b : 2 }, a { b { d : 3 } }, x { b { e : 4 } }",
        """{"a":{"b":{"d":3}},"x":{"b":{"e":4}}}""")]
    [InlineData("a.x : 42, a.y : 43", """{"a":{"x":42,"y":43}}""")]
    public void Later_values_override_and_adjacent_objects_merge(string text, string json) =>
        Assert.Equal(json, Json(text));

    [Theory]
    [InlineData("{\n  a : y, b : z, c : [ 1, 2, 3 ]\n}")]
    [InlineData("{\n  a : y,\n  b : z,\n  c : [\n    1,\n    2,\n    3,\n  ],\n}\n")]
    [InlineData("{\n  a : y\n  b : z\n  c : [\n    1\n    2\n    3\n  ]\n}\n")]
    public void Newlines_stand_in_for_commas(string text)
    {
        string[] variations =
        [
            text, text.Replace("\n", "\n\n"), text.Replace(",\n", "\n,\n"), text.Replace("\n", " \n "),
            text.Replace("\n", "\r\n"), text.Replace(",\n", "  \n  \n  ,  \n  \n  "),
            text.TrimEnd()[1..^1],
        ];
        Assert.All(variations, variation => Assert.Equal("""{"a":"y","b":"z","c":[1,2,3]}""", Json(variation)));
    }

    [Theory]
    [InlineData("\uFEFFfoo=bar", """{"foo":"bar"}""")]
    [InlineData("foo= \uFEFFbar\uFEFF", """{"foo":"bar"}""")]
    [InlineData("foo=\"\uFEFF\uFEFF\"", "{\"foo\":\"\uFEFF\uFEFF\"}")]
    [InlineData("foo\u00A0=\u2007bar\u202F", """{"foo":"bar"}""")]
    [InlineData("foo\u000B=\u000Cbar\u001C\u001D\u001E\u001F", """{"foo":"bar"}""")]
    [InlineData("foo=bar\u2028baz=1", "{\"foo\":\"bar\u2028baz=1\"}")]
    public void Every_unicode_separator_is_whitespace_and_only_a_line_feed_a_newline(string text, string json)
    {
        if (text.Contains("baz", StringComparison.Ordinal))
        {
            Assert.Throws<HoconException>(() => Json(text));
            return;
        }

        Assert.Equal(json, Json(text));
    }

    private static HoconDocument Options(string text) => HoconDocument.ParseText(
        text, "test.conf", new HoconParseOptions { BaseDirectory = "/does/not/exist" });

    private static IEnumerable<string> Variations(string text) =>
    [
        text, " " + text, text + " ", " " + text + " ", text + "\n", "\n" + text,
        .. text.Contains("include") || text.Contains("${ ") || text.Contains("\" ")
            ? Array.Empty<string>() : [text.Replace(" ", "\u2003")],
    ];
}
