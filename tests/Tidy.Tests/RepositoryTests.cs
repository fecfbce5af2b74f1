using Tidy.Tests.Rules;

namespace Tidy.Tests;

public sealed class RepositoryTests
{
    private static readonly string[] Folders = [".ci", "docker", "docs", "hocon", "k8s", "src", "tests"];

    [Fact]
    public void The_top_level_is_what_it_says() => Offence.AssertNone(Repository.Paths
        .Where(p => p.Contains('/'))
        .Select(p => p.Split('/')[0])
        .Where(f => !Folders.Contains(f))
        .Select(f => new Offence(f, 0, $"is no folder of the top level, which has: {string.Join(", ", Folders)}")));

    [Fact]
    public void The_text_is_about_the_product() => Offence.AssertNone(Repository.Text.SelectMany(WordRules.Workplace));

    [Fact]
    public void Links_lead_somewhere() => Offence.AssertNone(Repository.EndingIn(".md").SelectMany(LinkRules.Dead));

    [Theory]
    [InlineData("README.md")]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("LICENSE")]
    [InlineData("actorpipeline")]
    [InlineData("hocon/reference.conf")]
    [InlineData("hocon/access-log.conf")]
    [InlineData("hocon/orders.conf")]
    public void Is_there(string path) => Assert.Contains(path, Repository.Paths);

    [Theory]
    [InlineData("actorpipeline")]
    [InlineData(".ci/run")]
    [InlineData(".ci/test")]
    public void Can_be_executed(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(Repository.Full(path)).HasFlag(UnixFileMode.UserExecute), path);
        }
    }
}
