using ActorPipeline.Plan;
using ActorPipeline.Routing;

namespace ActorPipeline.Tests.Routing;

public sealed class LatenessRuleTests
{
    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(9, 10, 0)]
    [InlineData(10, 10, 10)]
    [InlineData(-1, 10, -10)]
    [InlineData(-10, 10, -10)]
    [InlineData(-11, 10, -20)]
    [InlineData(7, 1, 7)]
    public void Windows_are_aligned_to_1970_in_both_directions(long time, long step, long start) =>
        Assert.Equal(start, LatenessRule.Align(time, step));

    [Theory]
    [InlineData(5, 9, false)]
    [InlineData(5, 10, true)]
    [InlineData(9, 10, true)]
    [InlineData(10, 10, false)]
    public void A_record_is_late_for_a_tumbling_window_once_the_limit_reaches_its_end(
        long time, long limit, bool isLate) =>
        Assert.Equal(isLate, new LatenessRule(new WindowSpec.Tumbling(10)).IsLate(time, limit, out _));

    [Theory]
    [InlineData(9, 10, true)]
    [InlineData(10, 10, false)]
    [InlineData(11, 10, false)]
    public void A_record_is_late_for_sessions_when_it_is_behind_the_limit(long time, long limit, bool isLate) =>
        Assert.Equal(isLate, new LatenessRule(new WindowSpec.Session(100)).IsLate(time, limit, out _));

    [Fact]
    public void No_record_is_late_for_the_global_window() =>
        Assert.False(new LatenessRule(new WindowSpec.Global()).IsLate(-1_000, long.MaxValue, out _));

    [Fact]
    public void A_record_misses_the_hopping_windows_that_have_ended()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var hop = random.Next(1, 20);
            var size = hop * random.Next(1, 6) + (random.Next(3) == 0 ? random.Next(hop) : 0);
            var rule = new LatenessRule(new WindowSpec.Hopping(size, hop));
            for (var i = 0; i < 500; i++)
            {
                var time = random.Next(-200, 200);
                var limit = time + random.Next(1, 300);
                var ends = Enumerable.Range(-100_000 / hop, 200_000 / hop).Select(n => (long)n * hop)
                    .Where(s => s <= time && time < s + size).Select(s => s + size).ToArray();
                var isLate = rule.IsLate(time, limit, out var skipped);
                var because = $"seed {seed}: size {size}, hop {hop}, time {time}, limit {limit}";
                Assert.True(isLate == ends.All(e => e <= limit), because);
                Assert.True(isLate || skipped == ends.Count(e => e <= limit), because);
            }
        }
    }
}
