using ActorPipeline.Plan;

namespace ActorPipeline.Tests.Windows;

public sealed class SessionTests
{
    private const int Gap = 10;

    [Fact]
    public void Records_at_most_the_gap_apart_are_one_session()
    {
        var rig = Rig();
        rig.Apply(0, At(100), At(110), At(121));
        Assert.Equal([[100L, 120L, 2L], [121L, 131L, 1L]], rig.Close(1_000));
    }

    [Fact]
    public void A_record_between_two_sessions_makes_them_one()
    {
        var rig = Rig();
        rig.Apply(0, At(100), At(118), At(109));
        Assert.Equal([[100L, 128L, 3L]], rig.Close(1_000));
    }

    [Fact]
    public void A_record_before_a_session_becomes_its_start()
    {
        var rig = Rig();
        rig.Apply(0, At(100), At(95), At(85));
        Assert.Equal([[85L, 110L, 3L]], rig.Close(1_000));
    }

    [Fact]
    public void A_session_stays_open_until_no_record_that_is_in_time_can_reach_it()
    {
        // In time until 100 + gap + lateness, inclusive; then up to a sixteenth of the gap later, to save work.
        var rig = new ProgramRig(new WindowSpec.Session(1_600), 50, 100, "count()");
        rig.Apply(0, At(100));
        Assert.Empty(rig.Close(1_750));
        Assert.Single(rig.Close(1_751 + 100));
    }

    [Fact]
    public void Sessions_are_the_islands_of_a_naive_program_whatever_the_order_and_the_closing()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var rig = new ProgramRig(
                new WindowSpec.Session(Gap), 0, 100, "count()", "min(i)", "first(i)", "last(s)", "sum(i)");
            var (all, rows, watermark) = (new List<(int Actor, long Time, long Value)>(), new List<object?[]>(), 0L);
            for (var batch = 0; batch < 8; batch++)
            {
                var events = Enumerable.Range(0, random.Next(12))
                    .Select(_ => (
                        Actor: random.Next(3), Time: watermark + random.Next(120), Value: (long)random.Next(50)))
                    .ToArray();
                all.AddRange(events);
                rig.Apply(0, [.. events.Select(e => (e.Actor, e.Time, new object?[] { e.Value, $"s{e.Value}" }))]);
                watermark += random.Next(60);
                rows.AddRange(rig.Close(watermark));
            }

            rows.AddRange(rig.Close(10_000));

            Assert.Equal(
                Naive(all).Select(Text).Order(StringComparer.Ordinal), rows.Select(Text).Order(StringComparer.Ordinal));
            Assert.True(Enumerable.Range(0, 8).All(rig.Program.IsEmpty), $"seed {seed}: state is left");
        }
    }

    [Fact]
    public void A_key_with_too_many_sessions_rejects_records_that_would_open_another()
    {
        var rig = new ProgramRig(new WindowSpec.Session(Gap), 0, 2, "count()");
        Assert.Equal([2], rig.Apply(0, At(100), At(200), At(300), At(205)));
        Assert.Equal([[100L, 110L, 1L], [200L, 215L, 2L]], rig.Close(1_000));
    }

    private static ProgramRig Rig() => new(new WindowSpec.Session(Gap), 0, 100, "count()");

    private static (int, long, object?[]) At(long time) => (0, time, []);

    private static string Text(object?[] row) => string.Join('|', row);

    private static IEnumerable<object?[]> Naive(List<(int Actor, long Time, long Value)> events)
    {
        foreach (var actor in events.GroupBy(e => e.Actor))
        {
            var session = new List<(int Actor, long Time, long Value)>();
            foreach (var next in actor.OrderBy(e => e.Time).Append((actor.Key, long.MaxValue, 0L)))
            {
                if (session.Count > 0 && next.Item2 - session[^1].Time > Gap)
                {
                    yield return
                    [
                        session[0].Time, session[^1].Time + Gap, (long)session.Count, session.Min(e => e.Value),
                        session[0].Value, $"s{session[^1].Value}", session.Sum(e => e.Value),
                    ];
                    session.Clear();
                }

                session.Add(next);
            }
        }
    }
}
