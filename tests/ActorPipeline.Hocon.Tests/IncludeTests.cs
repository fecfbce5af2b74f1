using static ActorPipeline.Hocon.Tests.Documents;

namespace ActorPipeline.Hocon.Tests;

/// <summary>The section "Includes", and the include tests of lightbend's ConfParserTest.</summary>
public sealed class IncludeTests : IDisposable
{
    private readonly TemporaryDirectory _files = new();

    [Theory]
    [InlineData("include \"b.conf\"")]
    [InlineData("include\"b.conf\"")]
    [InlineData("include \n\n \"b.conf\"")]
    [InlineData("include file(\"b.conf\")")]
    [InlineData("include file(  \n  \"b.conf\"  \n  )")]
    [InlineData("include required(\"b.conf\")")]
    [InlineData("include required( \"b.conf\" )")]
    [InlineData("include required(file(\"b.conf\"))")]
    [InlineData("include required( file(\"b.conf\"))")]
    [InlineData("include required(file(\"b.conf\") )")]
    [InlineData("include required( file( \"b.conf\" ) )")]
    [InlineData("include \"b\"")]
    [InlineData("{ include \"b.conf\", }")]
    public void Each_form_of_the_statement_includes_a_file_next_to_this_one(string statement)
    {
        _files.Write("b.conf", "b = 1");
        Assert.Equal("""{"b":1}""", ResolveFile(statement));
    }

    [Theory]
    [InlineData("include \"nowhere.conf\", a = 1")]
    [InlineData("include \"nowhere\"\na = 1")]
    [InlineData("include file(\"no/where.conf\")\na = 1")]
    public void A_missing_file_is_ignored(string statement) => Assert.Equal("""{"a":1}""", ResolveFile(statement));

    [Fact]
    public void A_missing_required_file_is_an_error_but_one_that_it_includes_may_be_missing()
    {
        _files.Write("b.conf", "include \"nowhere.conf\"\nb = 1");
        Assert.Equal("""{"b":1}""", ResolveFile("include required(\"b.conf\")"));
        Assert.Equal(
            $"{Main}:1:18: the required file \"nowhere.conf\" does not exist in {_files.Path}; create it, or correct"
                + " the name",
            Error(() => ResolveFile("include required(\"nowhere.conf\")")));
    }

    [Fact]
    public void A_name_without_an_extension_merges_the_json_file_and_then_the_conf_file()
    {
        _files.Write("b.json", """{ "x" : 1, "json" : true }""");
        _files.Write("b.conf", "x = 2, conf = true");
        Assert.Equal("""{"x":2,"json":true,"conf":true}""", ResolveFile("include \"b\""));
        Assert.Equal("""{"x":1,"json":true}""", ResolveFile("include \"b.json\""));
    }

    [Fact]
    public void Included_fields_override_earlier_ones_and_are_overridden_by_later_ones()
    {
        _files.Write("b.conf", "a = b, o { y = 2 }");
        Assert.Equal("""{"a":"b","o":{"x":1,"y":2,"z":3}}""", ResolveFile("a = 1, o { x = 1 }, include \"b\", o { z ="
            + " 3 }"));
        Assert.Equal("""{"a":2,"o":{"y":2}}""", ResolveFile("include \"b\", a = 2"));
    }

    [Fact]
    public void A_path_is_relative_to_the_including_file_not_to_the_working_directory()
    {
        _files.Write("sub/b.conf", "include \"c.conf\"\ninclude \"../d.conf\"");
        _files.Write("sub/c.conf", "c = 1");
        var absolute = _files.Write("d.conf", "d = 2");
        Assert.Equal("""{"c":1,"d":2}""", ResolveFile("include \"sub/b.conf\""));
        Assert.Equal("""{"d":2}""", Json($"include \"{absolute}\""));
        Assert.Equal("""{"d":2}""", Json($"include \"file://{absolute}\""));
    }

    [Fact]
    public void Substitutions_are_relative_to_the_included_file_first()
    {
        _files.Write("foo.conf", "x = 10, y = ${x}");
        Assert.Equal("""{"a":{"x":10,"y":10}}""", ResolveFile("a { include \"foo\" }"));
        Assert.Equal("""{"a":{"x":42,"y":42}}""", ResolveFile("a { include \"foo\" }, a { x = 42 }"));
        Assert.Equal("""{"x":5,"a":{"b":{"x":10,"y":10}}}""", ResolveFile("x = 5, a.b { include \"foo\" }"));
    }

    [Fact]
    public void Substitutions_of_an_included_file_fall_back_to_the_root_and_to_the_environment()
    {
        _files.Write("foo.conf", "y = ${foo}, z = ${HOME}");
        _files.Write("main.conf", "foo = in root, a { include \"foo\" }");
        var config = HoconDocument.ParseFile(Main).Resolve(With(("HOME", "/root")));
        Assert.Equal("""{"foo":"in root","a":{"y":"in root","z":"/root"}}""", config.ToString());
    }

    [Fact]
    public void Nested_includes_add_up_their_paths()
    {
        _files.Write("b.conf", "v = b, inner { include \"c\" }");
        _files.Write("c.conf", "v = c, own = ${v}, root = ${top}, list += ${v}");
        Assert.Equal(
            """{"top":1,"a":{"v":"b","inner":{"v":"c","own":"c","root":1,"list":["c"]}}}""",
            ResolveFile("top = 1, a { include \"b\" }"));
    }

    [Fact]
    public void A_self_reference_in_an_included_file_looks_back_at_the_including_one()
    {
        _files.Write("b.conf", "path = ${path} [b], list += b");
        Assert.Equal(
            """{"a":{"path":["a","b"],"list":["a","b"]}}""",
            ResolveFile("a { path = [a], list = [a], include \"b\" }"));
    }

    [Fact]
    public void An_include_inside_of_a_list_element_may_not_have_substitutions()
    {
        _files.Write("plain.conf", "x = 1, x += 2");
        _files.Write("list.conf", "x += 1, x += 2");
        var bad = _files.Write("bad.conf", "x = 1, y = ${x}");
        Assert.Equal("""{"l":[{"x":[1,2]}]}""", ResolveFile("l = [ { include \"list\" } ]"));
        Assert.Equal(
            $"{bad}:1:12: ${{x}} is in a file that is included inside of a list, where no path leads; include the file"
            + " outside of the list",
            Error(() => ResolveFile("l = [ { include \"bad\" } ]")));
    }

    [Theory]
    [InlineData("include url(\"http://x/y.conf\")", "1:9: include url() is not supported; include a file, such as"
        + " include file(\"other.conf\")")]
    [InlineData("include classpath(\"y.conf\")", "1:9: include classpath() is not supported; include a file, such as"
        + " include file(\"other.conf\")")]
    [InlineData("include required(url(\"http://x\"))", "1:9: include url() is not supported; include a file, such as"
        + " include file(\"other.conf\")")]
    [InlineData("include \"https://x/y.conf\"", "1:9: \"https://x/y.conf\" is a URL, and including URLs is not"
        + " supported; download it, and include the file")]
    [InlineData("include \"y.properties\"", "1:9: Java properties files are not supported; rewrite the file in HOCON as"
        + " .conf")]
    [InlineData("include file (\"b.conf\")", "1:9: expected a file name in double quotes, file(\"...\") or"
        + " required(...), without a space before the parenthesis, but found 'file'")]
    [InlineData("include b.conf", "1:9: expected a file name in double quotes, file(\"...\") or required(...),"
        + " without a space before the parenthesis, but found 'b.conf'")]
    [InlineData("include file(b.conf)", "1:9: expected a file name in double quotes, file(\"...\") or required(...),"
        + " without a space before the parenthesis, but found 'file(b.conf)'")]
    [InlineData("include file(:b)", "1:14: expected the name of the included file in double quotes, such as include"
        + " \"other.conf\", but found ':'")]
    [InlineData("include ${b}", "1:9: expected the name of the included file in double quotes, such as include"
        + " \"other.conf\", but found ${b}")]
    [InlineData("include file(\"b.conf\" more", "1:23: expected ')' to close the include, but found 'more'")]
    [InlineData("include \"b.conf\" : 10", "1:18: expected a comma, a newline or the end of the text, but found ':';"
        + " if it belongs to the value, put the value in double quotes")]
    [InlineData("include \"\"", "1:9: the name of the included file is empty or has a NUL in it; write the name of a"
        + " file")]
    public void Other_forms_are_rejected_with_what_to_write_instead(string text, string message) =>
        Assert.Equal($"{Main}:{message}", Error(() => ResolveFile(text)));

    [Fact]
    public void An_included_list_is_an_error()
    {
        var list = _files.Write("list.conf", "\n[1]");
        Assert.Equal(
            $"{list}:2:1: an included file must hold an object, but this one holds a list",
            Error(() => ResolveFile("include \"list\"")));
    }

    [Fact]
    public void A_text_without_a_directory_includes_absolute_paths_only()
    {
        Assert.Equal(
            "test.conf:1:9: \"b.conf\" is relative, but this text is not in a file that it could be relative to;"
                + " write an absolute path",
            Error("include \"b.conf\""));
        _files.Write("b.conf", "b = 1");
        var options = new HoconParseOptions { BaseDirectory = _files.Path };
        Assert.Equal("""{"b":1}""", HoconDocument.ParseText("include \"b\"", "x", options).Resolve().ToString());
    }

    [Fact]
    public void Files_that_include_each_other_are_an_error()
    {
        var b = _files.Write("b.conf", "include \"c.conf\"");
        var c = _files.Write("c.conf", "\ninclude \"main.conf\"");
        Assert.Equal(
            $"{c}:2:9: \"main.conf\" includes itself ({Main} -> {b} -> {c} -> {Main}); remove one of the includes",
            Error(() => ResolveFile("include \"b.conf\"")));
    }

    [Fact]
    public void Includes_are_limited_in_depth_and_in_total_length()
    {
        for (var i = 0; i < 60; i++)
        {
            _files.Write($"f{i}.conf", $"include \"f{i + 1}.conf\"\ninclude \"f{i + 1}.conf\"");
        }

        Assert.EndsWith(
            "f49.conf:1:1: includes are nested deeper than 50 files; remove a cycle, or raise the limit",
            Error(() => ResolveFile("include \"f1.conf\"")),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "the document and its includes are longer than 1048576 bytes; make it shorter, or raise the limit",
            Error(() => ResolveFile("include \"f30.conf\"")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error()
    {
        Assert.Equal(
            "nowhere.conf: cannot read \"nowhere.conf\": there is no such file; check the path",
            Error(() => HoconDocument.ParseFile("nowhere.conf")).Replace(":1:1", "", StringComparison.Ordinal));
        Assert.StartsWith(
            $"{_files.Path}: cannot read", Error(() => HoconDocument.ParseFile(_files.Path)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_must_be_utf8_and_may_begin_with_a_byte_order_mark()
    {
        File.WriteAllBytes(Main, [0xEF, 0xBB, 0xBF, .. "foo = bär"u8]);
        var value = HoconDocument.ParseFile(Main).Resolve().Get("foo");
        Assert.Equal("bär", value.AsString());
        Assert.Equal(new HoconOrigin(Main, Main, 1, 7), value.Origin);
        File.WriteAllBytes(Main, [.. "a = 1\nfoo = b"u8, 0xE4, .. "r"u8]);
        Assert.Equal(
            $"{Main}:2:8: the byte 0xE4 is not valid UTF-8; save the file in UTF-8",
            Error(() => HoconDocument.ParseFile(Main)));
    }

    public void Dispose() => _files.Dispose();

    private string Main => _files.File("main.conf");

    private string ResolveFile(string text) =>
        HoconDocument.ParseFile(_files.Write("main.conf", text)).Resolve().ToString();
}
