using Tidy.Tests.Rules;

namespace Tidy.Tests;

public sealed class CodeTests
{
    [Fact]
    public void Time_and_chance_come_from_outside() =>
        Offence.AssertNone(Repository.Source.SelectMany(CodeRules.Clock));

    [Fact]
    public void Tests_do_not_sleep() =>
        Offence.AssertNone(Repository.CSharp.Where(f => f.Path.Contains(".Tests/")).SelectMany(CodeRules.Sleep));

    [Fact]
    public void There_is_no_async_void() => Offence.AssertNone(Repository.CSharp.SelectMany(CodeRules.AsyncVoid));

    [Fact]
    public void No_task_is_dropped() => Offence.AssertNone(Repository.CSharp.SelectMany(CodeRules.DiscardedTask));

    [Fact]
    public void A_class_that_nothing_derives_from_is_sealed()
    {
        var bases = CodeRules.Bases(Repository.CSharp);
        Offence.AssertNone(Repository.Source.SelectMany(f => CodeRules.Unsealed(f, bases)));
    }

    [Fact]
    public void Nothing_is_left_to_do() => Offence.AssertNone(Repository.Text.SelectMany(CommentRules.Unfinished));

    [Fact]
    public void No_comment_is_code() => Offence.AssertNone(Repository.CSharp.SelectMany(CommentRules.DeadCode));
}
