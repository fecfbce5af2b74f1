using static ActorPipeline.Hocon.Tests.Documents;

namespace ActorPipeline.Hocon.Tests;

/// <summary>The section "Config object merging and file merging", overrides, and where values come from.</summary>
public sealed class DocumentTests
{
    [Theory]
    [InlineData("a { x = 1 }", "a = 42", "a { y = 2 }", """{"a":{"x":1}}""")]
    [InlineData("a { x = 1 }", "a { y = 2 }", "a = 42", """{"a":{"y":2,"x":1}}""")]
    [InlineData("a { x = 1 }", "", "a { y = 2 }", """{"a":{"y":2,"x":1}}""")]
    [InlineData("a = 1", "a = ${?a} [2]", "a = [3]", """{"a":1}""")]
    [InlineData("a += 1", "a += 2", "a = [3]", """{"a":[3,2,1]}""")]
    [InlineData("b = ${a.x}", "a = ${d}, a.y = 5", "d { x = 1 }", """{"d":{"x":1},"a":{"x":1,"y":5},"b":1}""")]
    [InlineData("path = ${path}\":c\"", "path = ${path}\":b\"", "path = a", """{"path":"a:b:c"}""")]
    public void Fallbacks_merge_like_earlier_parts_of_one_file(string first, string second, string third, string json)
    {
        var left = Parse(first).WithFallback(Parse(second)).WithFallback(Parse(third));
        var right = Parse(first).WithFallback(Parse(second).WithFallback(Parse(third)));
        Assert.Equal(json, left.Resolve().ToString());
        Assert.Equal(json, right.Resolve().ToString());
        Assert.Equal(json, Json($"{third}\n{second}\n{first}"));
    }

    [Fact]
    public void Substitutions_are_resolved_after_the_merge()
    {
        var reference = HoconDocument.ParseText("host = localhost, url = \"http://\"${host}", "reference.conf");
        var user = HoconDocument.ParseText("host = example.org", "user.conf");
        var config = user.WithFallback(reference).Resolve();
        Assert.Equal("http://example.org", config.GetString("url"));
        Assert.Equal("http://localhost", reference.Resolve().GetString("url"));
    }

    [Fact]
    public void Merging_and_resolving_change_neither_document()
    {
        var lower = Parse("a { x = 1, l = [1] }, s = ${HOME}");
        var upper = Parse("a { y = 2, l += 2 }, a { z = 3 }");
        var merged = upper.WithFallback(lower).WithOverride("a.y", "9");
        Assert.Equal("""{"a":{"x":1,"l":[1,2],"y":9,"z":3},"s":"1"}""", merged.Resolve(With(("HOME", "1"))).ToString());
        Assert.Equal("""{"a":{"x":1,"l":[1]},"s":"2"}""", lower.Resolve(With(("HOME", "2"))).ToString());
        Assert.Equal("""{"a":{"y":2,"l":[2],"z":3}}""", upper.Resolve().ToString());
        Assert.Equal("""{"a":{"x":1,"l":[1,2],"y":9,"z":3},"s":"3"}""", merged.Resolve(With(("HOME", "3"))).ToString());
    }

    [Theory]
    [InlineData("b.c", "5", """{"a":{"x":1},"b":{"c":5}}""")]
    [InlineData("a.x", "text with spaces", """{"a":{"x":"text with spaces"}}""")]
    [InlineData("a", "{ y = 2 }", """{"a":{"x":1,"y":2}}""")]
    [InlineData("a", "null", """{"a":null}""")]
    [InlineData("a.y", "${a.x}0", """{"a":{"x":1,"y":"10"}}""")]
    [InlineData("a.x", "${a.x}0", """{"a":{"x":"10"}}""")]
    [InlineData("a.\"b.c\"", "[1, 2] # two", """{"a":{"x":1,"b.c":[1,2]}}""")]
    [InlineData("a.x", "\"\"", """{"a":{"x":""}}""")]
    public void An_override_is_assigned_last(string path, string value, string json) =>
        Assert.Equal(json, Parse("a { x = 1 }").WithOverride(path, value).Resolve().ToString());

    [Theory]
    [InlineData("a..b", "1", "--set:1:1: the path has a leading, a trailing or a doubled period; write \"\" for an"
        + " element that is empty")]
    [InlineData("a.b", "", "--set a.b:1:1: expected a value, but found the end of the text")]
    [InlineData("a.b", "http://x", "--set a.b:1:5: expected nothing more after the value, but found ':'")]
    [InlineData("a.b", "1, c = 2", "--set a.b:1:2: expected nothing more after the value, but found ','")]
    public void An_invalid_override_names_the_setting(string path, string value, string message) =>
        Assert.Equal(message, Error(() => HoconDocument.Empty.WithOverride(path, value)));

    [Fact]
    public void Every_value_knows_where_it_was_written()
    {
        using var files = new TemporaryDirectory();
        var included = files.Write("included.conf", "\n  deep.value = 1");
        var main = files.Write("main.conf", "include \"included.conf\"\nlist = [\n  1, ${copied}\n]");
        var config = HoconDocument.ParseFile(main)
            .WithOverride("set.by.hand", "on", "--set")
            .WithFallback(HoconDocument.ParseText("copied = x\nobject { a = 1 }", "reference.conf"))
            .Resolve();
        Assert.Equal(new HoconOrigin(included, included, 2, 16), config.Get("deep.value").Origin);
        Assert.Equal(new HoconOrigin(main, main, 2, 8), config.Get("list").Origin);
        Assert.Equal($"{main}:3:3", config.GetArray("list")[0].Origin.ToString());
        Assert.Equal("reference.conf:1:10", config.GetArray("list")[1].Origin.ToString());
        Assert.Equal("reference.conf:2:8", config.Get("object").Origin.ToString());
        Assert.Equal("--set set.by.hand:1:1", config.Get("set.by.hand").Origin.ToString());
        Assert.Null(config.Get("set.by.hand").Origin.File);
    }

    [Fact]
    public void A_description_replaces_the_path_in_origins()
    {
        using var files = new TemporaryDirectory();
        var path = files.Write("x.conf", "a = 1");
        var document = HoconDocument.ParseFile(path, new HoconParseOptions { Description = "reference.conf" });
        Assert.Equal(new HoconOrigin("reference.conf", path, 1, 5), document.Resolve().Get("a").Origin);
    }

    [Fact]
    public void Fields_keep_the_order_of_their_first_mention()
    {
        var config = Resolve("c = 1, a = 2, b { z = 1, y = 2 }, a = 3, d = 4, b.x = 3");
        Assert.Equal(["c", "a", "b", "d"], config.Keys);
        Assert.Equal(["z", "y", "x"], config.GetObject("b").Keys);
    }
}
