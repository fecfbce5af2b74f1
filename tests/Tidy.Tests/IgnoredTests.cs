using Tidy.Tests.Rules;

namespace Tidy.Tests;

/// <summary>What commands and builds leave behind is no part of the repository, with git and without.</summary>
public sealed class IgnoredTests
{
    [Theory]
    [InlineData("actorpipeline-demo/demo.conf")]
    [InlineData("actorpipeline-demo/demo.conf.old")]
    [InlineData("actorpipeline-demo/data/lock")]
    [InlineData("tests/actorpipeline-demo/results.ndjson")]
    [InlineData("data/requests-per-minute/journal.db")]
    [InlineData("data/requests-per-minute/lock")]
    [InlineData("hocon/data/mine/lock")]
    [InlineData("logins-per-minute.ndjson")]
    [InlineData("errors.db-wal")]
    [InlineData("src/ActorPipeline.Node/bin/Release/net10.0/ActorPipeline.Node.dll")]
    [InlineData("src/ActorPipeline.Node/obj/launcher.stamp")]
    public void What_the_readme_s_commands_leave_is_ignored(string path) => Assert.True(Repository.Ignored.Cover(path));

    [Theory]
    [InlineData("actorpipeline")]
    [InlineData("tests/RecordPath.Tests/Golden/Files/a.ndjson")]
    [InlineData("tests/RecordPath.Tests/data/a.txt")]
    [InlineData("src/ActorPipeline.Node/Demo/DemoFile.cs")]
    [InlineData("src/object/a.cs")]
    public void What_belongs_to_it_is_not(string path) => Assert.False(Repository.Ignored.Cover(path));

    [Theory]
    [InlineData("a", "x/a/b", true)]
    [InlineData("/a", "x/a", false)]
    [InlineData("a/b", "x/a/b", false)]
    [InlineData("a/", "a", false)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/c/d/b", true)]
    [InlineData("*.x", "a/b.x", true)]
    [InlineData("a/*.x", "a/c/b.x", false)]
    [InlineData("# a", "a", false)]
    [InlineData("*.x\n!b.x", "b.x", false)]
    [InlineData("a/\n!a/b", "a/b", true)]
    public void A_rule_means_what_it_means_to_git(string rules, string path, bool isIgnored) =>
        Assert.Equal(isIgnored, new IgnoreRules(rules.Split('\n')).Cover(path));

    [Fact]
    public void Without_git_no_file_is_missing() =>
        Assert.Empty(Repository.Paths.Except(Repository.Walk()));
}
