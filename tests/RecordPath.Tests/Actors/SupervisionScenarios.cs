using ActorPipeline.Actors;
using ActorPipeline.TestKit;

namespace RecordPath.Tests.Actors;

/// <summary>What becomes of an actor that fails, of its message, and of those that come meanwhile.</summary>
public sealed class SupervisionScenarios
{
    [Fact]
    public void A_resumed_actor_goes_on_with_the_next_message()
    {
        using var test = Failing(_ => Supervision.Resume).Test();
        test.Feed([.. "a bad b".Split(' ').Select((m, i) => Told.Record(i, "k", m))]);
        test.RunToEnd();
        Assert.Equal("a,b", test.Region<string>().Ask<string>("k", "?"));
        Assert.Equal("its actor failed: FormatException: bad", Assert.Single(test.DeadLetters).Detail);
        test.ExpectBalanced();
    }

    [Fact]
    public void A_stopped_actor_takes_nothing_until_it_is_resumed()
    {
        using var test = Failing(_ => Supervision.Stop).Test();
        test.Feed([.. "a bad b".Split(' ').Select((m, i) => Told.Record(i, "k", m)), Told.Record(9, "other", "c")]);
        test.RunToEnd();
        var region = test.Region<string>();
        const string reason = "its actor failed: FormatException: bad";
        Assert.Equal(reason, Assert.Throws<ActorStoppedException>(() => region.Ask<string>("k", "?")).Reason);
        Assert.Equal("c", region.Ask<string>("other", "?"));
        Assert.Equal([reason, $"its actor was stopped: {reason}"], test.DeadLetters.Select(d => d.Detail));
        test.ExpectBalanced();

        test.Crash();
        region = test.Region<string>();
        Assert.Throws<ActorStoppedException>(() => region.Tell("k", "x"));
        Assert.True(region.Resume("k"));
        Assert.False(region.Resume("k"));
        region.Tell("k", "d", expectedVersion: 1);
        Assert.Equal("a,d", region.Ask<string>("k", "?"));
    }

    [Fact]
    public void Timers_and_jobs_wait_while_an_actor_rests_behind_the_messages_that_do()
    {
        var failures = 0;
        using var test = new Told(actor => actor.OnFailure(
            _ => Supervision.Restart(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), 3)))
        {
            OnMessage = (m, _, c) => m == "bad" && failures++ == 0
                ? throw new InvalidOperationException("not yet")
                : c.Persist(m),
        }.Test();
        test.Region<string>().Schedule("k", "job", "job", TimeSpan.FromSeconds(2));
        test.Feed(Told.Record(1, "k", "bad"), Told.Record(2, "k", "b"));
        test.Advance(9.Seconds());
        Assert.Equal(1, failures);

        test.Advance(5.Seconds());

        Assert.Equal("bad,b,job", test.Region<string>().Ask<string>("k", "?"));
        test.ExpectBalanced();
    }

    [Fact]
    public void An_actor_that_can_never_bear_what_its_timer_does_is_stopped_and_takes_nobody_with_it()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => m == "go" ? c.Persist(m).SetTimerAfter("t", 1.Seconds()) : c.Persist(m),
            OnEvent = (state, e) => e == "due t" ? throw new FormatException("can't bear it") : $"{state}{e}",
        }.Test();
        var region = test.Region<string>();
        region.Tell("k", "go");
        region.Tell("other", "a");

        test.Advance(1.Minutes());

        region.Tell("other", "b");
        Assert.Equal("ab", region.Ask<string>("other", "?"));
        var stopped = Assert.Throws<ActorStoppedException>(() => region.Ask<string>("k", "?"));
        Assert.Equal("its Apply threw: FormatException: can't bear it", stopped.Reason);
        test.Crash();
        test.Advance(1.Minutes());
        Assert.Throws<ActorStoppedException>(() => test.Region<string>().Tell("k", "x"));
    }

    [Fact]
    public void A_message_that_was_put_aside_is_held_to_its_version_after_a_crash_too()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => m == "later" ? c.Stash() : m == "now" ? c.Persist(m).UnstashAll() : c.Persist(m),
        }.Test();
        test.Region<string>().Tell("k", "a");
        var later = test.Region<string>().Post("k", "later", expectedVersion: 1);
        test.RunUntilIdle();
        test.Crash();
        test.Region<string>().Tell("k", "now");
        test.RunUntilIdle();

        Assert.Equal("a,now", test.Region<string>().Ask<string>("k", "?"));
        Assert.IsType<RegionClosedException>(later.Exception!.InnerException);
        Assert.StartsWith("the actor has version 2", Assert.Single(test.DeadLetters).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_stops_its_actor_too()
    {
        using var test = Failing(_ => Supervision.Stop).Test();
        var region = test.Region<string>();
        var (bad, later) = (region.Post("k", "bad"), region.Post("k", "a"));
        test.RunUntilIdle();
        Assert.IsType<FormatException>(bad.Exception!.InnerException);
        Assert.IsType<ActorStoppedException>(later.Exception!.InnerException);
        Assert.True(region.Resume("k"));
        region.Tell("k", "b");
    }

    [Fact]
    public void Timers_of_a_stopped_actor_wait_until_it_is_resumed()
    {
        using var test = new Told(d => d.OnFailure(_ => Supervision.Stop))
        {
            OnMessage = (m, _, c) => m == "bad" ? throw new FormatException(m)
                : c.Persist(m).SetTimerAfter("node", 5.Seconds()).SetTimer("event", c.Time.AddMicroseconds(5)),
        }.Test();
        test.Feed(Told.Record(1, "k", "a"), Told.Record(2, "k", "bad"), Told.Record(100, "other", "x"));
        test.RunUntilIdle();
        test.Advance(1.Minutes());
        var region = test.Region<string>();
        Assert.True(region.Resume("k"));
        test.RunUntilIdle();
        Assert.Equal(["a", "due event", "due node"], region.Ask<string>("k", "?").Split(',').Order());
    }

    [Fact]
    public void A_restarted_actor_rests_while_later_messages_wait_in_order()
    {
        var tries = new List<DateTimeOffset>();
        PipelineTest? test = null;
        using var pipeline = test = new Told(
            d => d.OnFailure(_ => Supervision.Restart(4.Seconds(), 10.Seconds(), 4)))
        {
            OnMessage = (m, _, c) =>
            {
                if (m == "bad")
                {
                    tries.Add(test!.Clock.GetUtcNow());
                    return tries.Count < 4 ? throw new FormatException(m) : c.Persist("good");
                }

                return c.Persist(m).Reply(m);
            },
        }.Test();
        test.Feed([.. "a bad b c".Split(' ').Select((m, i) => Told.Record(i, "k", m)), Told.Record(9, "other", "d")]);
        test.RunUntilIdle();
        var region = test.Region<string>();
        var waits = region.Post("k", "e");
        Assert.Equal("d", region.Ask<string>("other", "?"));
        Assert.False(waits.IsCompleted);
        test.Advance(5.Seconds());
        test.Crash();
        test.Advance(1.Minutes());
        Assert.Equal("a,good,b,c,e", test.Region<string>().Ask<string>("k", "?"));
        Assert.Equal(4, tries.Count);
        Assert.InRange((tries[1] - tries[0]).TotalSeconds, 4, 4.9);
        Assert.InRange((tries[2] - tries[1]).TotalSeconds, 8, 8.9);
        Assert.InRange((tries[3] - tries[2]).TotalSeconds, 10, 10.9);
        Assert.Empty(test.DeadLetters);
        test.ExpectBalanced();
    }

    [Fact]
    public void A_message_that_was_tried_as_often_as_it_may_is_a_dead_letter_and_the_rest_comes_in_order()
    {
        using var test = Failing(_ => Supervision.Restart(1.Seconds(), 1.Seconds(), 3)).Test();
        test.Feed([.. "a bad b bad c".Split(' ').Select((m, i) => Told.Record(i, "k", m))]);
        test.RunUntilIdle();
        test.Advance(1.Minutes());
        Assert.Equal("a,b,c", test.Region<string>().Ask<string>("k", "?"));
        Assert.Equal(2, test.DeadLetters.Count);
        Assert.All(test.DeadLetters, d => Assert.Equal(
            "its actor failed: FormatException: bad (tried 3 times)", d.Detail));
        Assert.Equal((5, 3, 2), (test.Status!.Counters.In, test.Status.Counters.Applied, test.Status.Counters.Dead));
    }

    [Fact]
    public void A_request_is_not_tried_again()
    {
        using var test = Failing(_ => Supervision.Restart(1.Seconds(), 1.Seconds(), 3)).Test();
        var region = test.Region<string>();
        Assert.Throws<FormatException>(() => region.Tell("k", "bad"));
        region.Tell("k", "a");
        Assert.Equal("a", region.Ask<string>("k", "?"));
    }

    [Fact]
    public void Each_failure_is_decided_by_itself_and_a_decision_that_fails_resumes()
    {
        using var test = new Told(d => d.OnFailure(f => f switch
        {
            FormatException => Supervision.Stop,
            _ => throw new InvalidOperationException("undecided"),
        }))
        {
            OnMessage = (m, _, c) => m switch
            {
                "stop" => throw new FormatException(),
                "bad" => throw new ArithmeticException(),
                _ => c.Persist(m),
            },
        }.Test();
        test.Feed([.. "a bad b stop c".Split(' ').Select((m, i) => Told.Record(i, "k", m))]);
        test.RunToEnd();
        var region = test.Region<string>();
        Assert.Throws<ActorStoppedException>(() => region.Ask<string>("k", "?"));
        region.Resume("k");
        Assert.Equal("a,b", region.Ask<string>("k", "?"));
    }

    [Fact]
    public void What_waited_for_an_actor_that_was_stopped_meanwhile_comes_when_it_is_resumed()
    {
        var tries = 0;
        using var test = new Told(d => d.OnFailure(_ => ++tries == 1
            ? Supervision.Restart(1.Seconds(), 1.Seconds(), 3)
            : Supervision.Stop))
        {
            OnMessage = (m, _, c) => m == "bad" ? throw new FormatException(m) : c.Persist(m),
        }.Test();
        test.Feed([.. "bad a b".Split(' ').Select((m, i) => Told.Record(i, "k", m))]);
        test.RunUntilIdle();
        test.Advance(10.Seconds());
        var region = test.Region<string>();
        Assert.Throws<ActorStoppedException>(() => region.Tell("k", "c"));
        region.Resume("k");
        Assert.Equal("a,b", region.Ask<string>("k", "?"));
        test.ExpectBalanced();
    }

    private static Told Failing(Func<Exception, Supervision> supervise) => new(d => d.OnFailure(supervise))
    {
        OnMessage = (m, _, c) => m == "bad" ? throw new FormatException(m) : c.Persist(m),
    };
}
