using ActorPipeline.Actors;
using ActorPipeline.TestKit;

namespace RecordPath.Tests.Actors;

/// <summary>Timers and jobs: due once, in order, after a restart too.</summary>
public sealed class TimerScenarios
{
    private static DateTimeOffset At(long us) => DateTimeOffset.UnixEpoch.AddMicroseconds(us);

    [Fact]
    public void An_event_timer_comes_due_with_the_watermark_and_before_the_next_record()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => m[0] == 't' ? c.Persist(m).SetTimer(m, At(c.TimeUs + 10)) : c.Persist(m),
            OnDue = (t, _, c) => c.Persist($"due {t} at {c.TimeUs}"),
        }.Test();
        test.Feed(Told.Record(100, "k", "t1"), Told.Record(109, "k", "a"));
        test.RunUntilIdle();
        Assert.Equal("t1,a", test.Region<string>().Ask<string>("k", "?"));
        test.Feed(Told.Record(110, "other", "x"));
        test.RunUntilIdle();
        Assert.Equal("t1,a,due t1 at 110", test.Region<string>().Ask<string>("k", "?"));
        test.Feed(Told.Record(200, "k", "t2"), Told.Record(300, "k", "b"), Told.Record(400, "k", "c"));
        test.RunUntilIdle();
        Assert.Equal("t1,a,due t1 at 110,t2,b,due t2 at 210,c", test.Region<string>().Ask<string>("k", "?"));
    }

    [Fact]
    public void A_timer_of_a_time_that_is_past_is_due_at_once()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => m == "past" ? c.SetTimer("t", At(5)) : c.Persist(m),
        }.Test();
        test.Feed(Told.Record(100, "k", "a"), Told.Record(101, "other", "b"));
        test.RunUntilIdle();
        var region = test.Region<string>();
        region.Tell("k", "past");
        test.RunUntilIdle();
        Assert.Equal("a,due t", region.Ask<string>("k", "?"));
    }

    [Fact]
    public void A_timer_that_a_node_timer_sets_for_a_past_event_time_is_due_at_once()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => m == "go" ? c.SetTimerAfter("node", 1.Seconds()) : c.Persist(m),
            OnDue = (t, _, c) => t == "node" ? c.Persist(t).SetTimer("event", At(5)) : c.Persist(t),
        }.Test();
        test.Feed(Told.Record(100, "k", "a"));
        test.RunUntilIdle();
        var region = test.Region<string>();
        region.Tell("k", "go");
        test.Advance(5.Seconds());
        Assert.Equal("a,node,event", region.Ask<string>("k", "?"));
    }

    [Fact]
    public void A_timer_is_replaced_cancelled_and_set_again_by_its_name()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => m switch
            {
                "set" => c.SetTimerAfter("t", 10.Seconds()),
                "later" => c.SetTimerAfter("t", 30.Seconds()),
                "cancel" => c.CancelTimer("t").CancelTimer("unknown"),
                "both" => c.SetTimerAfter("t", 1.Seconds()).CancelTimer("t").SetTimerAfter("u", 1.Seconds()),
                _ => c.Persist(m),
            },
        }.Test();
        var region = test.Region<string>();
        region.Tell("k", "set");
        region.Tell("k", "later");
        test.Advance(20.Seconds());
        Assert.Equal("", region.Ask<string>("k", "?"));
        test.Advance(20.Seconds());
        Assert.Equal("due t", region.Ask<string>("k", "?"));
        region.Tell("k", "set");
        region.Tell("k", "cancel");
        region.Tell("k", "both");
        test.Advance(1.Minutes());
        Assert.Equal("due t,due u", region.Ask<string>("k", "?"));
    }

    [Fact]
    public void A_timer_fires_once_wherever_the_process_dies()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            using var test = new Told
            {
                OnMessage = (m, _, c) => c.Persist(m).SetTimerAfter("node", 2.Seconds()).SetTimer("event", At(50)),
                OnDue = (t, _, c) => c.Persist($"due {t}").Emit(t),
            }.Test(new PipelineTestOptions { Seed = seed });
            test.Feed(Told.Record(1, "k", "a"));
            test.Run(20 + seed);
            test.Crash();
            test.RunUntilIdle();
            test.Feed(Told.Record(60, "other", "x"));
            test.Run(3 * seed);
            test.Crash();
            test.Advance(3.Seconds());
            test.Crash();
            test.Advance(3.Seconds());
            var state = test.Region<string>().Ask<string>("k", "?").Split(',');
            Assert.Equal(["a", "due event", "due node"], state.Order());
            Assert.Equal(["event", "node"], test.Results.Where(r => Equals(r.Values[0], "k")).Select(r => r.Values[1])
                .Order());
        }
    }

    [Fact]
    public void Timers_of_an_actor_come_due_in_order_of_time()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => m == "set"
                ? c.SetTimer("c", At(30)).SetTimer("a", At(10)).SetTimer("b", At(20))
                    .SetTimerAfter("z", 3.Seconds()).SetTimerAfter("y", 2.Seconds()).SetTimerAfter("x", 1.Seconds())
                : c.Persist(m),
            OnDue = (t, _, c) => c.Persist(t),
        }.Test();
        test.Feed(Told.Record(1, "k", "set"));
        test.RunUntilIdle();
        test.Feed(Told.Record(100, "other", "x"));
        test.RunUntilIdle();
        test.Clock.Advance(1.Minutes());
        test.RunUntilIdle();
        Assert.Equal("a,b,c,x,y,z", test.Region<string>().Ask<string>("k", "?"));
    }

    [Fact]
    public void A_job_is_done_after_its_delay()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => m == "plan" ? c.Schedule("job", "done", 10.Seconds()) : c.Persist(m),
        }.Test();
        var region = test.Region<string>();
        region.Tell("k", "plan");
        test.Advance(9.Seconds());
        Assert.Equal("", region.Ask<string>("k", "?"));
        test.Advance(2.Seconds());
        Assert.Equal("done", region.Ask<string>("k", "?"));
    }

    [Fact]
    public void A_job_that_somebody_else_plans_is_done_once_also_after_a_crash()
    {
        using var test = new Told().Test();
        test.Region<string>().Schedule("k", "job", "done", 10.Seconds());
        test.Crash();
        test.Advance(9.Seconds());
        Assert.Equal("", test.Region<string>().Ask<string>("k", "?"));
        test.Advance(2.Seconds());
        test.Crash();
        test.Advance(1.Minutes());
        Assert.Equal("done", test.Region<string>().Ask<string>("k", "?"));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void A_job_that_fails_is_tried_as_often_as_it_may(int failures, bool succeeds)
    {
        var tries = new List<DateTimeOffset>();
        PipelineTest? test = null;
        using var pipeline = test = new Told
        {
            OnMessage = (m, _, c) =>
            {
                if (m == "plan")
                {
                    return c.Schedule("job", "do", TimeSpan.Zero, retries: 2);
                }

                tries.Add(test!.Clock.GetUtcNow());
                return tries.Count <= failures ? throw new InvalidOperationException("not yet") : c.Persist(m);
            },
        }.Test();
        var region = test.Region<string>();
        region.Tell("k", "plan");
        test.Advance(5.Minutes());
        Assert.Equal(succeeds ? "do" : "", region.Ask<string>("k", "?"));
        Assert.Equal(3, tries.Count);
        Assert.InRange((tries[1] - tries[0]).TotalSeconds, 1, 1.5);
        Assert.InRange((tries[2] - tries[1]).TotalSeconds, 2, 2.5);
        if (succeeds)
        {
            Assert.Empty(test.DeadLetters);
        }
        else
        {
            var dead = Assert.Single(test.DeadLetters);
            Assert.Equal("its actor failed: InvalidOperationException: not yet (tried 3 times)", dead.Detail);
            Assert.Equal("do", dead.Record);
        }

        test.ExpectBalanced();
    }

    [Fact]
    public void A_timer_at_which_the_actor_fails_is_gone_and_a_dead_letter()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => c.Persist(m).SetTimerAfter("t", 1.Seconds()),
            OnDue = (_, _, _) => throw new InvalidOperationException("no"),
        }.Test();
        test.Region<string>().Tell("k", "a");
        test.Advance(1.Minutes());
        Assert.Equal("timer t", Assert.Single(test.DeadLetters).Record);
        Assert.Equal("a", test.Region<string>().Ask<string>("k", "?"));
        test.ExpectBalanced();
    }

    [Fact]
    public void A_timer_that_is_always_due_again_stops_its_actor_and_nothing_else()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => m == "loop" ? c.SetTimer("t", At(c.TimeUs)) : c.Persist(m),
            OnDue = (t, _, c) => c.SetTimer(t, At(c.TimeUs)),
        }.Test();
        test.Feed(Told.Record(1, "k", "loop"), Told.Record(2, "other", "a"));
        test.RunToEnd();
        Assert.Equal("a", test.Region<string>().Ask<string>("other", "?"));
        var stopped = Assert.Throws<ActorStoppedException>(() => test.Region<string>().Ask<string>("k", "?"));
        Assert.Equal("its timers come due without end", stopped.Reason);
    }

    [Fact]
    public void A_timer_that_is_set_again_and_again_survives_the_end_of_the_input()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => c.Persist(m).SetTimer("beat", At(c.TimeUs + 1_000)),
            OnDue = (t, _, c) => c.Persist(t).SetTimer(t, At(c.TimeUs + 1_000)),
        }.Test();
        test.Feed(Told.Record(1, "k", "a"), Told.Record(2_500, "other", "b"));
        test.RunToEnd();
        Assert.StartsWith("a,beat,beat", test.Region<string>().Ask<string>("k", "?"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_partition_brings_about_does_not_depend_on_the_size_of_batches()
    {
        string? expected = null;
        for (var seed = 0; seed < 40; seed++)
        {
            using var test = new Told
            {
                OnMessage = (m, s, c) => m[0] switch
                {
                    's' => c.Stash(),
                    'u' => c.Persist(m).UnstashAll(),
                    't' => c.Persist(m).SetTimer(m, At(c.TimeUs + (c.TimeUs % 40))),
                    'c' => c.Persist(m).CancelTimer("t1").SetTimer("t2", At(c.TimeUs - 20)),
                    'f' => c.Forget(),
                    'x' => throw new InvalidOperationException("x"),
                    _ => c.Persist(m).Emit($"{s.Length} {m}"),
                },
                OnDue = (t, s, c) => c.Persist($"due {t} {c.TimeUs}").Emit($"{t} {s.Length}"),
            }.Test(new PipelineTestOptions { Seed = seed, MaxBatchRecords = 1 + (seed * 3) });
            var random = new Random(1);
            test.Feed([.. Enumerable.Range(0, 200).Select(i => Told.Record(
                (i * 10) + random.Next(15), $"k{random.Next(4)}",
                $"{"sutcfxaaaa"[random.Next(10)]}{random.Next(3)}"))]);
            test.RunToEnd();
            var keys = Enumerable.Range(0, 4).Select(i => $"k{i}: "
                + test.Region<string>().Ask<string>($"k{i}", "?") + " "
                + string.Join("; ", test.Results.Where(r => Equals(r.Values[0], $"k{i}")).Select(r => r.Values[1])));
            var all = string.Join("\n", keys);
            expected ??= all;
            Assert.True(expected == all, $"seed {seed}:\n{expected}\n\n{all}");
        }
    }
}
