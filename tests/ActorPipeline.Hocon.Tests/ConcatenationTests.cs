using static ActorPipeline.Hocon.Tests.Documents;

namespace ActorPipeline.Hocon.Tests;

/// <summary>The section "Value concatenation", and lightbend's ConcatenationTest.</summary>
public sealed class ConcatenationTests
{
    [Theory]
    [InlineData("""a :  true "xyz" 123 foo  """, """{"a":"true xyz 123 foo"}""")]
    [InlineData("a : ${x}foo, x = 1", """{"a":"1foo","x":1}""")]
    [InlineData("a : ${x}foo${x}, x = 1", """{"a":"1foo1","x":1}""")]
    [InlineData("a : null foo bar", """{"a":"null foo bar"}""")]
    [InlineData("a : <${x}>, x = null", """{"a":"<null>","x":null}""")]
    [InlineData("a : 1e5 1.50 -0", """{"a":"1e5 1.50 -0"}""")]
    [InlineData("a : foo  \t bar", "{\"a\":\"foo  \\t bar\"}")]
    [InlineData("a : 10 # ten\nb : 3.0", """{"a":10,"b":3.0}""")]
    [InlineData("a : [ foo bar 10 ]", """{"a":["foo bar 10"]}""")]
    [InlineData("a : [ foo\nbar\n10 ]", """{"a":["foo","bar",10]}""")]
    [InlineData("""123 foo : "value" """, """{"123 foo":"value"}""")]
    public void Simple_values_join_to_a_string_with_the_whitespace_between_them(string text, string json) =>
        Assert.Equal(json, Json(text));

    [Theory]
    [InlineData("a :  [1,2] [3,4]", """{"a":[1,2,3,4]}""")]
    [InlineData("a :  ${x} [3,4] ${y}, x : [1,2], y : [5,6]", """{"a":[1,2,3,4,5,6],"x":[1,2],"y":[5,6]}""")]
    [InlineData("a :  ${x} ${y}, x : [1,2], y : [5,6]", """{"a":[1,2,5,6],"x":[1,2],"y":[5,6]}""")]
    [InlineData("a : [1, 2], a : ${a} [3,4], a : ${a} [5,6]", """{"a":[1,2,3,4,5,6]}""")]
    [InlineData("a :  [1,2\n ] [3,4]", """{"a":[1,2,3,4]}""")]
    [InlineData("a : [ [1, 2] [3, 4] ]", """{"a":[[1,2,3,4]]}""")]
    [InlineData("a : [ [1, 2]\n [3, 4] ]", """{"a":[[1,2],[3,4]]}""")]
    [InlineData("a : ${x}[c], x { \"0\" : a, \"1\" : b }", """{"a":["a","b","c"],"x":{"0":"a","1":"b"}}""")]
    [InlineData("a : { \"2\" : a, \"1\" : b } [c]", """{"a":["b","a","c"]}""")]
    [InlineData("a : [c] { \"0\" : a, x : b }", """{"a":["c","a"]}""")]
    public void Lists_join_to_a_list(string text, string json) => Assert.Equal(json, Json(text));

    [Theory]
    [InlineData("a : { b : c } { x : y }", """{"a":{"b":"c","x":"y"}}""")]
    [InlineData("a : { b : 1 } { b : 2 } { b : 3 } { b : 4 }", """{"a":{"b":4}}""")]
    [InlineData("a : ${x} { b : 1 } ${y}, x : { a : 0 }, y : { c : 2 }",
        """{"a":{"a":0,"b":1,"c":2},"x":{"a":0},"y":{"c":2}}""")]
    [InlineData("a : { a : 0 }, a : ${a} { b : 1 }, a : ${a} { c : 2 }", """{"a":{"a":0,"b":1,"c":2}}""")]
    [InlineData("a : { b : 3 }, a : { b : 2 } ${a}", """{"a":{"b":3}}""")]
    [InlineData("a :  { b : c\n } { x : y }", """{"a":{"b":"c","x":"y"}}""")]
    [InlineData("a : [ { b : c } { x : y } ]", """{"a":[{"b":"c","x":"y"}]}""")]
    [InlineData("a : [ { b : c }\n { x : y } ]", """{"a":[{"b":"c"},{"x":"y"}]}""")]
    public void Objects_join_by_merging(string text, string json) => Assert.Equal(json, Json(text));

    [Theory]
    [InlineData("a = foo${?bar}", """{"a":"foo"}""")]
    [InlineData("bar=bar, a = foo${?bar}", """{"bar":"bar","a":"foobar"}""")]
    [InlineData("a = [1] ${?bar}", """{"a":[1]}""")]
    [InlineData("a = ${?bar} [1]", """{"a":[1]}""")]
    [InlineData("a = ${x} ${?bar}, x = [1]", """{"a":[1],"x":[1]}""")]
    [InlineData("bar=[2], a = [1] ${?bar}", """{"bar":[2],"a":[1,2]}""")]
    [InlineData("a = { x : foo } ${?bar}", """{"a":{"x":"foo"}}""")]
    [InlineData("bar={ y : 42 }, a = { x : foo } ${?bar}", """{"bar":{"y":42},"a":{"x":"foo","y":42}}""")]
    [InlineData("a = ${?foo}${?bar}", "{}")]
    [InlineData("a = ${?foo}${?bar}${?baz}${?woooo}", "{}")]
    [InlineData("a = ${?foo} ${?bar}", """{"a":" "}""")]
    [InlineData("a = \"\"${?foo}${?bar}", """{"a":""}""")]
    [InlineData("a = ${?foo}${bar}, bar = 5", """{"a":5,"bar":5}""")]
    public void An_undefined_optional_part_is_left_out(string text, string json) => Assert.Equal(json, Json(text));

    [Theory]
    [InlineData("a = [], a += 2", """{"a":[2]}""")]
    [InlineData("a += 2", """{"a":[2]}""")]
    [InlineData("a = [1], a += 2", """{"a":[1,2]}""")]
    [InlineData("a.b.c = [1], a.b.c += 2", """{"a":{"b":{"c":[1,2]}}}""")]
    [InlineData("a { b { c=[1] } }, a { b { c += 2 } }", """{"a":{"b":{"c":[1,2]}}}""")]
    [InlineData("a = ${x}, a += ${y}, x = [1], y = 2", """{"a":[1,2],"x":[1],"y":2}""")]
    [InlineData("a += 1, a += 2, a += 3", """{"a":[1,2,3]}""")]
    [InlineData("a += 1, a += ${two}, a += 3, two = 2", """{"a":[1,2,3],"two":2}""")]
    [InlineData("a = [1], a += ${a}", """{"a":[1,[1]]}""")]
    [InlineData("x { a += 1, a += 2, a += 3 }", """{"x":{"a":[1,2,3]}}""")]
    [InlineData("a += { b: 1 }, a += { b: 2 }", """{"a":[{"b":1},{"b":2}]}""")]
    [InlineData("a += [1], a += [2]", """{"a":[[1],[2]]}""")]
    [InlineData("a { \"0\" : x }, a += y", """{"a":["x","y"]}""")]
    [InlineData("d { x = [] }, c : ${d}, c { x += 1, x += 2 }", """{"d":{"x":[]},"c":{"x":[1,2]}}""")]
    [InlineData("d { x = [0] }, c : ${d}, c { x += 1, x += ${two} }, two = 2",
        """{"d":{"x":[0]},"c":{"x":[0,1,2]},"two":2}""")]
    [InlineData("d { x = [0] }, c = ${d} { x += 1 }", """{"d":{"x":[0]},"c":{"x":[0,1]}}""")]
    [InlineData("d { x = [0] }, c = ${d} { x = ${?c.x} [1] }", """{"d":{"x":[0]},"c":{"x":[0,1]}}""")]
    [InlineData("c { x: [], x : ${c.x}[1], x : ${c.x}[2] }", """{"c":{"x":[1,2]}}""")]
    [InlineData("d { x = [] }, c : ${d}, c { x : ${c.x}[1], x : ${c.x}[2] }", """{"d":{"x":[]},"c":{"x":[1,2]}}""")]
    [InlineData("r { d.x=[] }, q : ${r}, q { d { x = [] }, c : ${q.d}, c { x : ${q.c.x}[1], x : ${q.c.x}[2] } }",
        """{"r":{"d":{"x":[]}},"q":{"d":{"x":[]},"c":{"x":[1,2]}}}""")]
    public void Plus_equals_appends_to_what_was_there(string text, string json) => Assert.Equal(json, Json(text));

    /// <summary>Where lightbend/config reports a limitation of its parser.</summary>
    [Theory]
    [InlineData("x = [ { a += 1, a += 2, a += 3 } ]", """{"x":[{"a":[1,2,3]}]}""")]
    [InlineData("x += { a += 1, a += ${y}, a += 3 }, y = 2", """{"x":[{"a":[1,2,3]}],"y":2}""")]
    [InlineData("x = [ { a = ${y}, a += 1 } ], y = [0]", """{"x":[{"a":[0,1]}],"y":[0]}""")]
    public void Plus_equals_works_inside_of_lists(string text, string json) => Assert.Equal(json, Json(text));

    [Theory]
    [InlineData("a : abc { x : y }", "test.conf:1:5: a simple value cannot be concatenated with an object"
        + " (test.conf:1:9); separate them by a comma or a newline, or put the text in double quotes")]
    [InlineData("a : null { x : y }", "test.conf:1:5: a simple value cannot be concatenated with an object"
        + " (test.conf:1:10); separate them by a comma or a newline, or put the text in double quotes")]
    [InlineData("a : abc [1, 2]", "test.conf:1:5: a simple value cannot be concatenated with a list (test.conf:1:9);"
        + " separate them by a comma or a newline, or put the text in double quotes")]
    [InlineData("a : abc ${x}, x : { y : z }", "test.conf:1:5: the string \"abc\" (test.conf:1:5) and the object"
        + " {\"y\":\"z\"} (test.conf:1:19) cannot be concatenated; join lists with lists, objects with objects, and"
        + " simple values with simple values")]
    [InlineData("a : abc ${x}, x : [1,2]", "test.conf:1:5: the string \"abc\" (test.conf:1:5) and the list [1,2]"
        + " (test.conf:1:19) cannot be concatenated; join lists with lists, objects with objects, and simple values"
        + " with simple values")]
    [InlineData("a = 10, a += 2", "test.conf:1:14: the number 10 (test.conf:1:5) and the list [2] (test.conf:1:14)"
        + " cannot be concatenated; join lists with lists, objects with objects, and simple values with simple values")]
    [InlineData("a = { x : y }, a += 2", "test.conf:1:21: the object {\"x\":\"y\"} (test.conf:1:5) and the list [2]"
        + " (test.conf:1:21) cannot be concatenated; join lists with lists, objects with objects, and simple values"
        + " with simple values")]
    public void Mixed_types_are_an_error(string text, string message) => Assert.Equal(message, Error(text));

    [Theory]
    [InlineData("a : ${x}\n foo, x = 1")]
    [InlineData("a :  [1,2]\n [3,4]")]
    [InlineData("a :  { b : c }\n { x : y }")]
    public void A_concatenation_does_not_span_lines(string text) =>
        Assert.Throws<HoconException>(() => Parse(text));
}
