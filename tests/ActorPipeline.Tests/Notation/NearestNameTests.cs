using ActorPipeline.Notation;

namespace ActorPipeline.Tests.Notation;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("windwo", "window")]
    [InlineData("Window", "window")]
    [InlineData("agregate", "aggregate")]
    [InlineData("allowed-latness", "allowed-lateness")]
    [InlineData("sorce", "source")]
    [InlineData("sinks", "sink")]
    [InlineData("zebra", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    [InlineData("key", "key")]
    public void The_nearest_candidate_is_suggested_if_it_is_near(string name, string? expected) => Assert.Equal(
        expected, NearestName.Of(name, ["source", "window", "aggregate", "allowed-lateness", "sink", "key"]));

    [Fact]
    public void Of_several_the_nearest_and_then_the_first_wins()
    {
        Assert.Equal("abcdef", NearestName.Of("abcdeg", ["abcxeg2", "abcdef", "abcdeh"]));
        Assert.Null(NearestName.Of("abc", []));
        Assert.Null(NearestName.Of(new string('a', 1000), [new string('a', 1000)]));
    }
}
