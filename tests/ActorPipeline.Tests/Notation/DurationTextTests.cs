using ActorPipeline.Notation;

namespace ActorPipeline.Tests.Notation;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "1us")]
    [InlineData(1_500_000, "1500ms")]
    [InlineData(90_000_000, "90s")]
    [InlineData(300_000_000, "5m")]
    [InlineData(86_400_000_000, "1d")]
    public void A_duration_is_written_in_the_largest_unit_that_holds_it_whole_and_read_again(long us, string text)
    {
        Assert.Equal(text, DurationText.Of(us));
        Assert.True(DurationText.TryParse(text, out var read));
        Assert.Equal(us, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("5")]
    [InlineData("-5m")]
    [InlineData("5 m")]
    [InlineData("5min")]
    [InlineData("1.5h")]
    [InlineData("106751992d")]
    public void Anything_else_is_no_duration(string text) => Assert.False(DurationText.TryParse(text, out _));
}
