using ActorPipeline.Plan;
using ActorPipeline.Windows;

namespace ActorPipeline.Tests.Windows;

public sealed class WindowTimesTests
{
    [Fact]
    public void An_aligned_window_is_due_at_its_end_and_the_lateness()
    {
        Assert.Equal(115, new WindowTimes(new WindowSpec.Tumbling(10), 5).DueUs(100));
        Assert.Equal(135, new WindowTimes(new WindowSpec.Hopping(30, 10), 5).DueUs(100));
    }

    [Fact]
    public void A_session_is_due_after_the_last_record_that_could_reach_it_and_soon_then()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (gap, lateness, last) = (random.Next(1, 1_000), random.Next(100), random.Next(-500, 500));
            var due = new WindowTimes(new WindowSpec.Session(gap), lateness).DueUs(last);
            Assert.InRange(due, last + gap + lateness + 1, last + gap + lateness + Math.Max(1, gap / 16));
        }
    }

    [Fact]
    public void The_global_window_is_never_due() =>
        Assert.Equal(long.MaxValue, new WindowTimes(new WindowSpec.Global(), 5).DueUs(0));

    [Fact]
    public void The_flush_closes_every_window_of_the_newest_record_and_of_older_ones()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (size, hop) = (random.Next(1, 100), random.Next(1, 100));
            var newest = random.Next(-1_000, 1_000);
            var hopping = new WindowSpec.Hopping(size, Math.Min(hop, size));
            foreach (var window in (WindowSpec[])[new WindowSpec.Tumbling(size), hopping, new WindowSpec.Session(size)])
            {
                var times = new WindowTimes(window, random.Next(50));
                var flush = times.FlushWatermarkUs(newest);
                var last = times.IsSession ? newest : newest - (((newest % times.HopUs) + times.HopUs) % times.HopUs);
                Assert.Equal(times.DueUs(last), flush);
            }
        }
    }
}
