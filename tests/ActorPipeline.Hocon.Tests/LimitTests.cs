using System.Text;
using static ActorPipeline.Hocon.Tests.Documents;

namespace ActorPipeline.Hocon.Tests;

/// <summary>Hostile documents end in an error, not in a crash, a hang, or out of memory.</summary>
public sealed class LimitTests
{
    private const string TooDeep = "nested deeper than 128 levels; make the document flatter, or raise the limit";

    [Theory]
    [InlineData("[")]
    [InlineData("{a:")]
    [InlineData("{a:[")]
    [InlineData("a {")]
    [InlineData("x = ${y} [{")]
    public void Nesting_is_limited_when_parsing(string opening) => Assert.EndsWith(
        TooDeep, Error(string.Concat(Enumerable.Repeat(opening, 50_000))), StringComparison.Ordinal);

    [Fact]
    public void A_long_path_nests_too()
    {
        var path = string.Join('.', Enumerable.Repeat("a", 100_000));
        Assert.EndsWith(TooDeep, Error($"{path} = 1"), StringComparison.Ordinal);
        Assert.Equal("{}", Json($"b = ${{?{path}}}"));
        Assert.EndsWith(
            TooDeep, Error(() => HoconDocument.Empty.WithOverride(path, "{}")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_allowed_nesting_fits_the_stack_of_a_thread()
    {
        var text = string.Concat(Enumerable.Repeat("{a:[", 64)) + "1" + string.Concat(Enumerable.Repeat("]}", 64));
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(() => Json(text)), 1024 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(error);
    }

    [Fact]
    public void A_document_is_limited_in_length()
    {
        var options = new HoconParseOptions { MaxLength = 10 };
        HoconDocument.ParseText("a = 123456", "test.conf", options);
        Assert.Equal(
            "test.conf:1:1: the document and its includes are longer than 10 bytes; make it shorter, or raise the"
                + " limit",
            Error(() => HoconDocument.ParseText("a = 1234567", "test.conf", options)));
        using var files = new TemporaryDirectory();
        var path = files.Write("x.conf", "a = 1234567");
        Assert.Equal(
            $"{path}:1:1: the document and its includes are longer than 10 bytes; make it shorter, or raise the limit",
            Error(() => HoconDocument.ParseFile(path, options)));
    }

    [Theory]
    [InlineData("${a#}${a#}", "x")]
    [InlineData("[${a#}, ${a#}]", "[1]")]
    [InlineData("${a#} ${a#}", "[1]")]
    [InlineData("{ x = ${a#}, y = ${a#} }", "{}")]
    [InlineData("${a#} { x = ${a#}, y = ${a#} }", "{}")]
    public void Exponential_growth_is_limited(string doubling, string seed)
    {
        var text = new StringBuilder($"a0 = {seed}\n");
        for (var i = 1; i <= 64; i++)
        {
            text.Append($"a{i} = {doubling.Replace("#", $"{i - 1}", StringComparison.Ordinal)}\n");
        }

        Assert.EndsWith(
            "the value is larger than 4194304 characters once its substitutions are resolved; use fewer"
                + " substitutions, or raise the limit",
            Error(text.ToString()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Exponential_work_without_growth_is_limited()
    {
        var text = new StringBuilder("a0 = {}\n_ = 0\n_ = ${?a40.x}\n");
        for (var i = 1; i <= 40; i++)
        {
            text.Append($"a{i} = ${{a{i - 1}}}\na{i} = ${{a{i - 1}}}\na{i} = ${{a{i - 1}}}\n");
        }

        Assert.EndsWith(
            "resolving takes more than 4000000 steps; make the substitutions simpler",
            Error(text.ToString()),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a = ${a}x\n")]
    [InlineData("a = ${a}\n")]
    public void A_long_chain_of_self_references_is_limited(string link) => Assert.EndsWith(
        "values and substitutions are nested deeper than 256 levels; make the document flatter, or raise the limit",
        Error("a = 1\n" + string.Concat(Enumerable.Repeat(link, 10_000))),
        StringComparison.Ordinal);

    [Fact]
    public void Many_references_to_a_field_of_many_layers_are_limited()
    {
        var text = new StringBuilder("x = {}\n").Insert(0, "a = ${x}\n", 30_000);
        for (var i = 0; i < 30_000; i++)
        {
            text.Append($"r{i} = ${{a}}\n");
        }

        Assert.EndsWith(
            "resolving takes more than 4000000 steps; make the substitutions simpler",
            Error(text.ToString()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_run_of_appends_is_one_list() => Assert.Equal(
        10_001, Resolve("a = [0]\n" + string.Concat(Enumerable.Repeat("a += 1\n", 10_000))).GetArray("a").Count);

    [Fact]
    public void Values_that_nest_through_substitutions_are_limited()
    {
        var text = new StringBuilder("a0 = 1\n");
        for (var i = 1; i <= 300; i++)
        {
            text.Append($"a{i} = [${{a{i - 1}}}]\n");
        }

        Assert.EndsWith(
            "the value is nested deeper than 256 levels once it is resolved; make it flatter, or raise the limit",
            Error(text.ToString()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Many_fields_and_elements_are_fast()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            text.Append($"o.k{i} = {i}, l += {i}, r{i} = ${{o.k{i}}}\n");
        }

        Assert.Equal(20_002, Resolve(text.ToString()).Count);
    }
}
