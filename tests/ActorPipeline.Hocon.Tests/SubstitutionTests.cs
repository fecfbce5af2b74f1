using static ActorPipeline.Hocon.Tests.Documents;

namespace ActorPipeline.Hocon.Tests;

/// <summary>The section "Substitutions", and lightbend's ConfigSubstitutionTest.</summary>
public sealed class SubstitutionTests
{
    [Theory]
    [InlineData("foo=42, a=${foo}", """{"foo":42,"a":42}""")]
    [InlineData("bar { int=43, double=3.14 }, a=${bar.int}, b=${bar.double}",
        """{"bar":{"int":43,"double":3.14},"a":43,"b":3.14}""")]
    [InlineData("bar { n=null }, a=${bar.n}", """{"bar":{"n":null},"a":null}""")]
    [InlineData("a=${?missing}", "{}")]
    [InlineData("a : ${?missing}, b : ${?also.missing}, c : ${?b}, d : ${?c}", "{}")]
    [InlineData("a : [ ${?missing}, ${?also.missing} ]", """{"a":[]}""")]
    [InlineData("HERE: 4, a : [ 1, 2, 3, ${?HERE} ]", """{"HERE":4,"a":[1,2,3,4]}""")]
    [InlineData("a=1,b=${a},a=2", """{"a":2,"b":2}""")]
    [InlineData("foo=${bar}, bar=${a.b.c}, a { b { c=57 } }", """{"foo":57,"bar":57,"a":{"b":{"c":57}}}""")]
    [InlineData("""a=${"foo.bar"}, "foo.bar"=37""", """{"a":37,"foo.bar":37}""")]
    public void A_substitution_takes_the_final_value_of_its_path(string text, string json) =>
        Assert.Equal(json, Json(text));

    [Theory]
    [InlineData("a=${nonexistent},a=42", """{"a":42}""")]
    [InlineData("a=${a},a=42", """{"a":42}""")]
    [InlineData("a=42, a=${?NOT_HERE}", """{"a":42}""")]
    [InlineData("HERE=43, a=42, a=${?HERE}", """{"HERE":43,"a":43}""")]
    [InlineData("a { b=42 }, a=${?NOT_HERE}", """{"a":{"b":42}}""")]
    [InlineData("HERE=43, a { b=42 }, a=${?HERE}", """{"HERE":43,"a":43}""")]
    public void A_hidden_or_undefined_substitution_leaves_the_other_value(string text, string json) =>
        Assert.Equal(json, Json(text));

    [Theory]
    [InlineData("a=1, a=${a}", """{"a":1}""")]
    [InlineData("a=${?a}", "{}")]
    [InlineData("a.b=1, a.b=${a.b}", """{"a":{"b":1}}""")]
    [InlineData("a.b.c=1, a.b.c=${a.b.c}", """{"a":{"b":{"c":1}}}""")]
    [InlineData("foo : { a : { c : 1 } }, foo : ${foo.a}, foo : { a : 2 }", """{"foo":{"a":2,"c":1}}""")]
    [InlineData("a={b=5}, a=${a}", """{"a":{"b":5}}""")]
    [InlineData("a.b={c=5}, a.b=${a.b}", """{"a":{"b":{"c":5}}}""")]
    [InlineData("a=1, a=${a}foo", """{"a":"1foo"}""")]
    [InlineData("a=${?a}foo", """{"a":"foo"}""")]
    [InlineData("a=${?a}foo${?a}", """{"a":"foo"}""")]
    [InlineData("a=1,a=${?a}foo${?a}", """{"a":"1foo1"}""")]
    [InlineData("a=${?b}foo,b=${a}", """{"a":"foo","b":"foo"}""")]
    [InlineData("b=${a},a=${?b}foo", """{"b":"foo","a":"foo"}""")]
    [InlineData("a=1, a=${a}, a=2", """{"a":2}""")]
    [InlineData("a={b=5}, a=${a}, a={c=6}", """{"a":{"b":5,"c":6}}""")]
    [InlineData("a=1, a=${?a}, a=2", """{"a":2}""")]
    [InlineData("a=${a}, a=1, a=2", """{"a":2}""")]
    [InlineData("a=1, a=2, a=${a}", """{"a":2}""")]
    [InlineData("a=1, a=2, a=${?a}", """{"a":2}""")]
    [InlineData("a={b={c=5}}, a=${a.b}, a={b=2}", """{"a":{"b":2,"c":5}}""")]
    [InlineData("a={b={c=5}}, a={ x : ${a.b} }, a={b=2}", """{"a":{"b":2,"x":2}}""")]
    [InlineData("a=1,a=${a},a=${a},a=${a}", """{"a":1}""")]
    [InlineData("a=1,a=${a}x,a=${a}y,a=${a}z", """{"a":"1xyz"}""")]
    [InlineData("path : \"a:b:c\", path : ${path}\":d\"", """{"path":"a:b:c:d"}""")]
    public void A_self_reference_looks_back_at_what_it_overrides(string text, string json) =>
        Assert.Equal(json, Json(text));

    [Theory]
    [InlineData("bar { foo=42, baz=${bar.foo} }", """{"bar":{"foo":42,"baz":42}}""")]
    [InlineData("bar { foo=42, baz=${bar.foo} }, bar { foo=43 }", """{"bar":{"foo":43,"baz":43}}""")]
    [InlineData("bar { foo=43 }, bar { foo=42, baz=${bar.foo} }", """{"bar":{"foo":42,"baz":42}}""")]
    [InlineData("bar : 101, bar { foo=42, baz=${bar.foo} }", """{"bar":{"foo":42,"baz":42}}""")]
    [InlineData("x=0, bar : [ ${x}, 1 ], bar { foo=42, baz=${bar.foo} }", """{"x":0,"bar":{"foo":42,"baz":42}}""")]
    [InlineData("a=1, a={ x : 42, y : ${a.x} }", """{"a":{"x":42,"y":42}}""")]
    [InlineData("bar { a=${foo.d}, b=1 }, bar.b=3, foo { c=${bar.b}, d=2 }, foo.d=4",
        """{"bar":{"a":4,"b":3},"foo":{"c":3,"d":4}}""")]
    [InlineData("foo=${a.b.c}, a { b { c=42, cycle=${foo} }, cycle=${foo} }",
        """{"foo":42,"a":{"b":{"c":42,"cycle":42},"cycle":42}}""")]
    [InlineData("i1.a=10, i1.b=${i2.d}, i2.c=12, i2.d=14, i2.e=${i1.a}, i2.f=${i1.b}, i2.g=${i2.f}",
        """{"i1":{"a":10,"b":14},"i2":{"c":12,"d":14,"e":10,"f":14,"g":14}}""")]
    public void An_object_may_refer_to_paths_within_itself(string text, string json) =>
        Assert.Equal(json, Json(text));

    [Theory]
    [InlineData("defaults { a=1, b=2 }, item1=${defaults}, item1.b=3, item2.b=${item1.b}",
        """{"defaults":{"a":1,"b":2},"item1":{"a":1,"b":3},"item2":{"b":3}}""")]
    [InlineData("defaults { a=1, b=2 }, item1=${defaults}, item1.b={ c=43 }, item2.b=${item1.b}",
        """{"defaults":{"a":1,"b":2},"item1":{"a":1,"b":{"c":43}},"item2":{"b":{"c":43}}}""")]
    [InlineData("item1.b.c=100, defaults { a=${item1.b.c}, b=2 }, item1=${defaults}, item1.b={ c=43 },"
        + " item2.b=${item1.b}",
        """{"item1":{"b":{"c":43},"a":100},"defaults":{"a":100,"b":2},"item2":{"b":{"c":43}}}""")]
    [InlineData("defaults { a=1, b=2 }, item1.b=7, item1=${defaults}, item2.b=${item1.b}",
        """{"defaults":{"a":1,"b":2},"item1":{"b":2,"a":1},"item2":{"b":2}}""")]
    [InlineData("defaults { a=${item1.b}, b=2 }, item1.b=7, item1=${defaults}, item2.b=${item1.b}",
        """{"defaults":{"a":7,"b":2},"item1":{"b":2,"a":7},"item2":{"b":2}}""")]
    [InlineData("d { a=1, b=2 }, i1=${d}, i1.c=${i2.d}, i1.x=${i2.y}, i2=${d}, i2.d=${i1.a}, i2.y=15",
        """{"d":{"a":1,"b":2},"i1":{"a":1,"b":2,"c":1,"x":15},"i2":{"a":1,"b":2,"d":1,"y":15}}""")]
    public void A_substituted_object_merges_with_later_fields(string text, string json) =>
        Assert.Equal(json, Json(text));

    [Theory]
    [InlineData("x=1, x={b=1}, a={z=1}, a=${x}", """{"x":{"b":1},"a":{"z":1,"b":1}}""")]
    [InlineData("x=1, x={b=1}, a={z=1} ${x}", """{"x":{"b":1},"a":{"z":1,"b":1}}""")]
    [InlineData("x {b={c=1}}, a=${x}, a {b=1, b={d=2}}, y=${a.b.c}", null)]
    [InlineData("x {b={c=1}}, a=${x}, a {b=1, b={d=2}}, a {b={e=3}}",
        """{"x":{"b":{"c":1}},"a":{"b":{"d":2,"e":3}}}""")]
    [InlineData("x {b={c=1}}, y={b=1}, a=${x}, a=${y}, a {b={e=3}}",
        """{"x":{"b":{"c":1}},"y":{"b":1},"a":{"b":{"e":3}}}""")]
    public void A_value_that_is_not_an_object_keeps_the_objects_around_it_apart(string text, string? json)
    {
        if (json is null)
        {
            Assert.Contains("${a.b.c} is not defined", Error(text), StringComparison.Ordinal);
            return;
        }

        Assert.Equal(json, Json(text));
    }

    [Fact]
    public void A_merge_several_layers_deep_resolves_one_path_at_a_time()
    {
        var config = Resolve("""
            z = 15
            defaults-defaults-defaults { m = ${z}, n.o.p = ${z} }
            defaults-defaults { x = 10, y = 11, asdf = ${z} }
            defaults { a = 1, b = 2 }
            defaults-alias = ${defaults}
            item1 = 345
            item1 = ${?NONEXISTENT}
            item1 = ${defaults-defaults-defaults}
            item1 = {}
            item1 = ${defaults-defaults}
            item1 = ${defaults-alias}
            item1 = ${defaults}
            item1.b = { c : 43 }
            item1.xyz = 101
            item2.b = ${item1.b}
            """);
        Assert.Equal(
            """{"m":15,"n":{"o":{"p":15}},"x":10,"y":11,"asdf":15,"a":1,"b":{"c":43},"xyz":101}""",
            config.Get("item1").ToString());
        Assert.Equal("""{"c":43}""", config.Get("item2.b").ToString());
    }

    [Fact]
    public void Substitutions_reach_through_objects_lists_and_quoted_keys()
    {
        var config = Resolve("""
            {
                "foo" : ${bar},
                "bar" : ${a.b.c},
                "a" : { "b" : { "c" : 57, "d" : ${foo}, "e" : { "f" : ${foo} } } },
                "objA" : ${a},
                "objB" : ${a.b},
                "objE" : ${a.b.e},
                "foo.bar" : 37,
                "arr" : [ ${foo}, ${a.b.c}, ${"foo.bar"}, ${objB.d}, ${objA.b.e.f}, ${objE.f} ],
                "ptrToArr" : ${arr},
                "x" : { "y" : { "ptrToPtrToArr" : ${ptrToArr} } }
            }
            """);
        Assert.Equal("[57,57,37,57,57,57]", config.Get("x.y.ptrToPtrToArr").ToString());
        Assert.Equal("""{"b":{"c":57,"d":57,"e":{"f":57}}}""", config.Get("objA").ToString());
    }

    /// <summary>What the specification leaves undefined: both must be equal here, whichever is resolved
    /// first.</summary>
    [Theory]
    [InlineData("a=1, b=${a}, a=${b}", """{"a":1,"b":1}""")]
    [InlineData("a=1, b=${c}, c=${a}, a=${b}", """{"a":1,"b":1,"c":1}""")]
    [InlineData("a=1, b=2, a=${b}, b=${a}", """{"a":1,"b":1}""")]
    [InlineData("a=1, b={c=5}, b=${a}, a=${b}", """{"a":1,"b":1}""")]
    [InlineData("a=1, b=${a}foo, a=${b}", """{"a":"1foo","b":"1foo"}""")]
    public void Fields_that_refer_to_each_other_get_the_same_value(string text, string json)
    {
        var config = Resolve(text);
        Assert.Equal(config.Get("a").ToString(), config.Get("b").ToString());
        Assert.Equal(json, config.ToString());
    }

    /// <summary>Cases that lightbend/config rejects (its issues 378 and 586), where nothing is circular.</summary>
    [Theory]
    [InlineData("base { url=\"http://\"${svc.host} }, svc=${base}, svc.host=h",
        """{"base":{"url":"http://h"},"svc":{"url":"http://h","host":"h"}}""")]
    [InlineData("d { port=80 }, svc=${d} { name=x, at=${svc.name}\":\"${svc.port} }",
        """{"d":{"port":80},"svc":{"port":80,"name":"x","at":"x:80"}}""")]
    [InlineData("a { x=1, y=${b.z} }, b=${a} { z=3 }", """{"a":{"x":1,"y":3},"b":{"x":1,"y":3,"z":3}}""")]
    public void An_object_that_is_mixed_in_may_refer_to_the_object_it_is_mixed_into(string text, string json) =>
        Assert.Equal(json, Json(text));

    [Theory]
    [InlineData("a=${?MISSING_AT_FIRST}, MISSING_AT_FIRST=${?a}", "{}")]
    [InlineData("foo=${?bar}, bar=${?a.b.c}, a.b.c=${?foo}", """{"a":{"b":{}}}""")]
    [InlineData("a { b=${?a} }", """{"a":{}}""")]
    public void A_cycle_of_optional_substitutions_is_undefined(string text, string json) =>
        Assert.Equal(json, Json(text));

    [Theory]
    [InlineData("a=${a}", "test.conf:1:3: ${a} is a cycle: it refers to itself, and there is no earlier value to look"
        + " back to; give it a value first, or refer to something else")]
    [InlineData("a=1,a=[${a}, 2]", "test.conf:1:8: ${a} is a cycle: it refers to itself, and there is no earlier"
        + " value to look back to; give it a value first, or refer to something else")]
    [InlineData("a=1,a={ x : ${a} }", "test.conf:1:13: ${a} is a cycle: it refers to itself, and there is no earlier"
        + " value to look back to; give it a value first, or refer to something else")]
    [InlineData("a=${b}\nb=${a}", "test.conf:1:3: ${b} is part of a cycle of substitutions: ${b} -> ${a} -> ${b};"
        + " give one of them a value")]
    [InlineData("a=${b},b=${c},c=${d},d=${a}", "test.conf:1:3: ${b} is part of a cycle of substitutions: ${b} -> ${c}"
        + " -> ${d} -> ${a} -> ${b}; give one of them a value")]
    [InlineData("x=${?foo}, foo=${bar}, bar=${a.b.c}, a.b.c=${foo}", "test.conf:1:16: ${bar} is part of a cycle of"
        + " substitutions: ${bar} -> ${a.b.c} -> ${foo} -> ${bar}; give one of them a value")]
    public void A_cycle_is_an_error_that_names_its_links(string text, string message) =>
        Assert.Equal(message, Error(text));

    [Theory]
    [InlineData("a : {\n  b = ${nonexistent.x}\n}", "test.conf:2:7: ${nonexistent.x} is not defined in the document;"
        + " define it, or write ${?nonexistent.x} if it may be missing")]
    [InlineData("a=${nonexistent},a={ b : 42 }", "test.conf:1:3: ${nonexistent} is not defined in the document;"
        + " define it, or write ${?nonexistent} if it may be missing")]
    [InlineData("bar=1, a=${bar.missing}", "test.conf:1:10: ${bar.missing} is not defined in the document; define it,"
        + " or write ${?bar.missing} if it may be missing")]
    [InlineData("server { host=x }, a=${server.hots}", "test.conf:1:22: ${server.hots} is not defined in the document,"
        + " but ${server.host} is; define it, or write ${?server.hots} if it may be missing")]
    [InlineData("server { host=x }, a=${sever.host}", "test.conf:1:22: ${sever.host} is not defined in the document,"
        + " but ${server.host} is; define it, or write ${?sever.host} if it may be missing")]
    [InlineData("b=${?nope}, a=${b}", "test.conf:1:15: ${b} is not defined in the document; define it, or write ${?b}"
        + " if it may be missing")]
    public void An_undefined_required_substitution_is_an_error(string text, string message) =>
        Assert.Equal(message, Error(text));

    [Theory]
    [InlineData("home = ${?HOME}", """{"home":"/root"}""")]
    [InlineData("home = ${HOME}", """{"home":"/root"}""")]
    [InlineData("HOME = null, home = ${HOME}", """{"HOME":null,"home":null}""")]
    [InlineData("HOME = /x, home = ${HOME}", """{"HOME":"/x","home":"/x"}""")]
    [InlineData("empty = <${EMPTY}>", """{"empty":"<>"}""")]
    [InlineData("HOME = ${HOME}\":/x\"", """{"HOME":"/root:/x"}""")]
    [InlineData("port = 80, port = ${?PORT}", """{"port":"8080"}""")]
    [InlineData("other = ${?OTHER}", "{}")]
    [InlineData("a = ${?sys.prop}", """{"a":"p"}""")]
    public void What_the_document_does_not_define_is_looked_up_in_the_environment(string text, string json) =>
        Assert.Equal(json, Json(text, ("HOME", "/root"), ("EMPTY", ""), ("PORT", "8080"), ("sys.prop", "p")));

    [Fact]
    public void An_environment_value_has_its_variable_as_origin_and_converts_to_other_types()
    {
        var config = Resolve("port = ${PORT}", ("PORT", "8080"));
        Assert.Equal(8080, config.GetInt64("port"));
        Assert.Equal("environment variable PORT", config.Get("port").Origin.ToString());
        Assert.Equal(
            "environment variable PORT: 'port' must be true or false (or yes, no, on, off), but is the string \"8080\"",
            Error(() => config.GetBoolean("port")));
    }
}
