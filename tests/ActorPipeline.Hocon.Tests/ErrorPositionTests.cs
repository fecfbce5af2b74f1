using static ActorPipeline.Hocon.Tests.Documents;

namespace ActorPipeline.Hocon.Tests;

/// <summary>Errors say where, what, and what to do.</summary>
public sealed class ErrorPositionTests
{
    [Theory]
    [InlineData("a = 1\n}", "test.conf:2:1: there is no '{' for this '}'; remove it, or add the '{'")]
    [InlineData("a {\n  b = 1\n", "test.conf:1:3: this '{' is never closed; add '}'")]
    [InlineData("a = [\n 1, 2\n", "test.conf:1:5: this '[' is never closed; add ']'")]
    [InlineData("\n\nfoo", "test.conf:3:4: expected ':', '=', '+=' or '{' after the key 'foo', but found the end of the"
        + " text")]
    [InlineData("a b\nc = 1", "test.conf:2:1: expected ':', '=', '+=' or '{' after the key '\"a b\"', but found 'c'")]
    [InlineData("a =", "test.conf:1:4: expected a value, but found the end of the text")]
    [InlineData("a = }", "test.conf:1:5: expected a value, but found '}'")]
    [InlineData("a = [1,,2]", "test.conf:1:8: two commas in a row; remove one")]
    [InlineData("a = [,1]", "test.conf:1:6: expected a value before the comma; remove the comma, or write \"\" for an"
        + " empty string")]
    [InlineData("{ , a = 1 }", "test.conf:1:3: expected a key, but found ','")]
    [InlineData("url = http://x/y", "test.conf:1:11: expected a comma, a newline or the end of the text, but found ':';"
        + " if it belongs to the value, put the value in double quotes")]
    [InlineData("a = [1 : 2]", "test.conf:1:8: expected a comma, a newline or ']', but found ':'; if it belongs to the"
        + " value, put the value in double quotes")]
    [InlineData("a = 50% & more", "test.conf:1:9: '&' is reserved and not allowed outside of quotes; put the key or"
        + " value in double quotes")]
    [InlineData("a = 1e+3e", "test.conf:1:7: '+' is reserved and not allowed outside of quotes; put the key or value in"
        + " double quotes")]
    [InlineData("a = $HOME", "test.conf:1:5: '$' begins a substitution such as ${a.b}; to mean the character, put the"
        + " value in double quotes")]
    [InlineData("a = ${b", "test.conf:1:5: the substitution is not closed on its line; add '}'")]
    [InlineData("a = ${b\n}", "test.conf:1:5: the substitution is not closed on its line; add '}'")]
    [InlineData("a = ${}", "test.conf:1:5: the path is empty; name a setting, such as a.b")]
    [InlineData("a = ${b=c}", "test.conf:1:8: '=' is not allowed in a substitution; put the element of the path in"
        + " double quotes")]
    [InlineData("a = ${ ?b}", "test.conf:1:8: '?' is reserved and not allowed outside of quotes; put the key or value"
        + " in double quotes")]
    [InlineData("x.${a} = 1", "test.conf:1:3: ${a} is a substitution, which a key cannot contain; write the key"
        + " itself")]
    [InlineData("a = \"b", "test.conf:1:5: the string is never closed; add '\"'")]
    [InlineData("a = \"\"\"b\n\n\"\"", "test.conf:1:5: the string is never closed; add '\"\"\"'")]
    [InlineData("a = \"b\nc\"", "test.conf:1:7: a newline is not allowed in a quoted string; close the string with"
        + " '\"', write an escape such as \\n, or use \"\"\" for a string of several lines")]
    [InlineData("a = \"C:\\dir\"", "test.conf:1:8: the backslash does not begin an escape; write \\\\ for a"
        + " backslash, or use \"\"\" for a string without escapes")]
    [InlineData("a = \"\\u12x4\"", "test.conf:1:6: \\u must be followed by four hexadecimal digits, such as \\u00e9")]
    [InlineData("a..b = 1", "test.conf:1:1: the path has a leading, a trailing or a doubled period; write \"\" for an"
        + " element that is empty")]
    [InlineData("{ a = 1 } b = 2", "test.conf:1:11: expected nothing more after the object at the root, but found 'b'")]
    [InlineData("[1] [2]", "test.conf:1:5: expected nothing more after the list at the root, but found '['")]
    [InlineData("a : \"\"\"x\ny\"\"\" }", "test.conf:2:6: there is no '{' for this '}'; remove it, or add the '{'")]
    public void A_syntax_error_gives_line_and_column(string text, string message) => Assert.Equal(message, Error(text));

    [Fact]
    public void The_exception_has_the_place_and_the_problem_apart()
    {
        var error = Assert.Throws<HoconException>(() => Parse("a = 1\n  b = }"));
        Assert.Equal(new HoconOrigin("test.conf", null, 2, 7), error.Origin);
        Assert.Equal("expected a value, but found '}'", error.Problem);
        Assert.Equal($"{error.Origin}: {error.Problem}", error.Message);
    }

    [Theory]
    [InlineData("[1]", "test.conf:1:1: the root is a list, but a configuration must be an object; name the list, such"
        + " as items = [...]")]
    public void A_list_at_the_root_is_a_document_but_not_a_configuration(string text, string message) =>
        Assert.Equal(message, Error(() => Parse(text).Resolve()));
}
