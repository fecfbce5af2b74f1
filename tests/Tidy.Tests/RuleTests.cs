using Tidy.Tests.Rules;

namespace Tidy.Tests;

/// <summary>A rule that finds nothing may be broken: each is shown what it is for and what is fine.</summary>
public sealed class RuleTests
{
    private static readonly Dictionary<string, Func<SourceFile, IEnumerable<Offence>>> Rules = new()
    {
        ["line"] = SizeRules.Line,
        ["public type"] = ShapeRules.PublicType,
        ["file name"] = ShapeRules.FileName,
        ["namespace"] = ShapeRules.Namespace,
        ["folder"] = ShapeRules.NamespaceIsFolder,
        ["region"] = ShapeRules.Region,
        ["white space"] = ShapeRules.WhiteSpace,
        ["test name"] = ShapeRules.TestName,
        ["clock"] = CodeRules.Clock,
        ["sleep"] = CodeRules.Sleep,
        ["async void"] = CodeRules.AsyncVoid,
        ["task"] = CodeRules.DiscardedTask,
        ["sealed"] = f => CodeRules.Unsealed(f, CodeRules.Bases([f])),
        ["unfinished"] = CommentRules.Unfinished,
        ["dead code"] = CommentRules.DeadCode,
        ["workplace"] = WordRules.Workplace,
    };

    [Theory]
    [InlineData("public type", 3, "namespace A;\npublic class Sample;\npublic enum Other;\n")]
    [InlineData("file name", 2, "namespace A;\npublic class Other;\n")]
    [InlineData("namespace", 1, "namespace A { }\n")]
    [InlineData("folder", 1, "namespace A;\n")]
    [InlineData("region", 2, "class A {\n#region B\n#endregion\n}\n")]
    [InlineData("white space", 2, "class A\n{ \n}\n")]
    [InlineData("white space", 2, "class A\n{\t}\n")]
    [InlineData("white space", 1, "class A;\r\n")]
    [InlineData("white space", 1, "class A;")]
    [InlineData("white space", 2, "class A;\n\n")]
    [InlineData("test name", 2, "class A {\n[Fact] public void Works() { } }\n")]
    [InlineData("clock", 2, "class A {\nlong b = System.DateTime.UtcNow.Ticks; }\n")]
    [InlineData("clock", 2, "class A {\nobject b = TimeProvider.System; }\n")]
    [InlineData("clock", 2, "class A {\nobject b = new Random(); }\n")]
    [InlineData("clock", 2, "class A {\nobject b = Stopwatch.StartNew(); }\n")]
    [InlineData("sleep", 2, "class A { void B() {\nThread.Sleep(1); } }\n")]
    [InlineData("sleep", 2, "class A { async Task B() {\nawait Task.Delay(1); } }\n")]
    [InlineData("async void", 2, "class A {\nasync void B() { } }\n")]
    [InlineData("async void", 2, "class A { void B() {\nasync void C() { } } }\n")]
    [InlineData("task", 2, "class A { void B() {\n_ = c.WriteAsync(1); } }\n")]
    [InlineData("task", 2, "class A { void B() {\nc.WriteAsync(1); } }\n")]
    [InlineData("sealed", 2, "\nclass A;\n")]
    [InlineData("sealed", 2, "\nrecord A;\n")]
    [InlineData("unfinished", 2, "\n// TO" + "DO: more\n")]
    [InlineData("dead code", 2, "\n// var a = B();\n")]
    [InlineData("dead code", 2, "\n// a.Add(1);\n")]
    [InlineData("dead code", 2, "\n// if (a > 1)\n")]
    [InlineData("dead code", 2, "\n// }\n")]
    [InlineData("workplace", 2, "\n// see #" + "12\n")]
    [InlineData("workplace", 2, "\n// a fix (#" + "12)\n")]
    [InlineData("workplace", 2, "\n// issue" + " 7\n")]
    [InlineData("workplace", 2, "\nvar a = \"/wo" + "rk/main\";\n")]
    public void Finds(string rule, int line, string text)
    {
        var offence = Assert.Single(Rules[rule](Sample(text)));
        Assert.Equal(line, offence.Line);
    }

    [Theory]
    [InlineData("public type", "namespace A;\npublic class Sample;\npublic class Sample<T>;\nclass Other;\n")]
    [InlineData("public type", "namespace A;\npublic class Sample { public class Nested; }\n")]
    [InlineData("file name", "namespace A;\nclass One;\nclass Two;\n")]
    [InlineData("folder", "namespace Product.Folder;\n")]
    [InlineData("folder", "namespace Product;\n")]
    [InlineData("test name", "class A { [Fact] public void A_thing_works() { } [Theory] public void Things() { } }\n")]
    [InlineData("clock", "class A { object b = new Random(1); long C(TimeProvider t) => t.GetTimestamp(); }\n")]
    [InlineData("async void", "class A { async Task B() { } void C() { } }\n")]
    [InlineData("task", "class A { async Task B() { await c.DAsync(1); var d = c.DAsync(2); _ = E(); } }\n")]
    [InlineData("sealed", "class A; sealed class B : A; static class C; abstract class D; record struct E;\n")]
    [InlineData("dead code", "// The journal is away;\n// so it waits (see below);\n// a note: return it later.\n")]
    [InlineData("workplace", "// a colour of #12ab9f, a \"#1\" in quotes; user-agent; 24/work\n")]
    public void Lets_pass(string rule, string text) => Assert.Empty(Rules[rule](Sample(text)));

    [Fact]
    public void A_long_line_is_found() => Assert.Single(SizeRules.Line(Sample(new string('a', 121) + "\n")));

    [Fact]
    public void A_long_file_is_found() => Assert.Single(SizeRules.File(Sample(Repeat("\n", 401))));

    [Fact]
    public void A_long_method_is_found()
    {
        var (fits, tooLong) = (Repeat("\n", 69), Repeat("\n", 70));
        Assert.Empty(SizeRules.Method(Sample($"class A {{ void B() {{{fits}}} }}")));
        Assert.Single(SizeRules.Method(Sample($"class A {{ void B() {{{tooLong}}} }}")));
    }

    [Fact]
    public void A_dead_link_is_found()
    {
        var readme = new SourceFile("README.md", "[a](LICENSE) [b](nowhere.md) [c](README.md#no-such-heading)\n");
        Assert.Equal(2, LinkRules.Dead(readme).Count());
    }

    [Fact]
    public void There_is_something_to_check()
    {
        Assert.True(Repository.Source.Count() > 100, "the walk over src finds too little");
        Assert.Contains("tests/Tidy.Tests/RuleTests.cs", Repository.Paths);
    }

    private static SourceFile Sample(string text) => new("src/Product/Folder/Sample.cs", text);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
