using ActorPipeline.Actors;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.Simulation.Naive;

namespace RecordPath.Tests.Actors;

/// <summary>Messages that are put aside: in order, once, up to a limit, and none unaccounted for.</summary>
public sealed class StashScenarios
{
    /// <summary>Puts aside all but "open" until that has come.</summary>
    private static Told Door(Action<EventSourcedActor<string, string, string>.Definition>? define = null) => new(define)
    {
        OnMessage = (m, state, c) => m == "open" ? c.Persist(m).UnstashAll()
            : !state.Contains("open", StringComparison.Ordinal) ? c.Stash()
            : m == "bad" ? throw new InvalidOperationException("bad")
            : c.Persist(m).Reply(m),
    };

    [Fact]
    public void What_was_put_aside_comes_in_order_before_what_comes_later()
    {
        using var test = Door().Test();
        test.Feed([.. "a b c open d".Split(' ').Select((m, i) => Told.Record(i, "k", m))]);
        test.RunToEnd();
        Assert.Equal("open,a,b,c,d", test.Region<string>().Ask<string>("k", "?"));
        test.ExpectBalanced();
    }

    [Fact]
    public void What_was_put_aside_survives_a_crash()
    {
        for (var steps = 0; steps < 60; steps += 2)
        {
            using var test = Door().Test(new PipelineTestOptions { Seed = steps, MaxBatchRecords = 2 });
            test.Feed([.. "a b c open d".Split(' ').Select((m, i) => Told.Record(i, "k", m))]);
            test.Run(steps);
            test.Crash();
            test.Run(steps);
            test.Crash();
            test.RunToEnd();
            Assert.Equal("open,a,b,c,d", test.Region<string>().Ask<string>("k", "?"));
        }
    }

    [Fact]
    public async Task Who_asked_is_answered_when_the_message_is_handled_at_last()
    {
        using var test = Door().Test();
        var region = test.Region<string>();
        var (a, bad, b) = (region.Post("k", "a"), region.Post("k", "bad"), region.Post("k", "b"));
        test.RunUntilIdle();
        Assert.False(a.IsCompleted || bad.IsCompleted || b.IsCompleted);
        region.Tell("k", "open");
        Assert.Equal("a", await a);
        Assert.Equal("b", await b);
        Assert.Equal("bad", (await Assert.ThrowsAsync<InvalidOperationException>(() => bad)).Message);
        Assert.Empty(test.DeadLetters);
    }

    [Fact]
    public void Who_asked_is_answered_although_the_actor_left_memory_meanwhile()
    {
        using var test = Door().Test(engine: Plans.Tiny with { StateBytes = 50_000, TailBytes = 2_000 });
        var region = test.Region<string>();
        var answer = region.Post("k", "a");
        test.RunUntilIdle();
        test.Feed([.. Enumerable.Range(0, 20_000).Select(i => Told.Record(i, $"other{i % 5000}", "open"))]);
        test.RunUntilIdle();
        region.Tell("k", "open");
        Assert.True(answer.IsCompletedSuccessfully, "nobody answers");
    }

    [Fact]
    public void Who_asked_is_told_when_a_failure_of_another_actor_rebuilds_the_shard()
    {
        var actor = new Told
        {
            OnMessage = Door().OnMessage,
            OnEvent = (s, e) => e == "fatal" ? throw new InvalidOperationException(e) : s.Length == 0 ? e : $"{s},{e}",
        };
        using var test = new PipelineTest(actor.Plan(shards: 1));
        var region = test.Region<string>();
        var answer = region.Post("k", "a");
        test.RunUntilIdle();
        Assert.False(answer.IsCompleted);
        test.Feed(Told.Record(1, "other", "open"), Told.Record(2, "other", "fatal"));
        test.RunUntilIdle();
        Assert.IsType<ReplyLostException>(answer.Exception?.InnerException);
        region.Tell("k", "open");
        Assert.Equal("open,a", region.Ask<string>("k", "?"));
    }

    [Fact]
    public async Task A_full_stash_refuses_one_more_and_nothing_of_it_happens()
    {
        var door = Door(d => d.Stash(2));
        using var test = new Told(d => d.Stash(2))
        {
            OnMessage = (m, s, c) => m == "trace" ? c.Persist(m).Stash() : door.OnMessage(m, s, c),
        }.Test();
        test.Feed([.. "a b c trace".Split(' ').Select((m, i) => Told.Record(i, "k", m))]);
        test.RunUntilIdle();
        var region = test.Region<string>();
        var asked = region.Post("k", "d");
        test.RunUntilIdle();
        Assert.Contains(
            "put 2 messages aside", (await Assert.ThrowsAsync<InvalidOperationException>(() => asked)).Message,
            StringComparison.Ordinal);
        Assert.Equal(2, test.DeadLetters.Count);
        test.ExpectBalanced();
        region.Tell("k", "open");
        Assert.Equal("open,a,b", region.Ask<string>("k", "?"));
    }

    [Fact]
    public void Messages_that_die_after_they_were_put_aside_are_counted_as_dead()
    {
        using var test = Door().Test();
        test.Feed([.. "a bad b bad open bad c".Split(' ').Select((m, i) => Told.Record(i, "k", m))]);
        test.RunToEnd();
        Assert.Equal("open,a,b,c", test.Region<string>().Ask<string>("k", "?"));
        Assert.Equal((7, 4, 3), (test.Status!.Counters.In, test.Status.Counters.Applied, test.Status.Counters.Dead));
        Assert.Equal(3, test.DeadLetters.Count(d => d.Record.Contains("bad", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_actor_that_puts_everything_aside_and_takes_it_back_comes_to_an_end()
    {
        using var test = new Told
        {
            OnMessage = (m, s, c) => m == "go" ? c.Persist(m).UnstashAll() : c.Stash().UnstashAll(),
        }.Test();
        test.Feed([.. Enumerable.Range(0, 5).Select(i => Told.Record(i, "k", $"{i}")), Told.Record(9, "other", "go")]);
        test.RunUntilIdle();
        var region = test.Region<string>();
        Assert.Equal("go", region.Ask<string>("other", "?"));
        Assert.Throws<ActorStoppedException>(() => region.Ask<string>("k", "?"));
    }

    [Fact]
    public void A_thousand_messages_that_each_ask_for_the_rest_are_handled_in_order()
    {
        using var test = new Told(d => d.Stash(5_000))
        {
            OnMessage = (m, s, c) => m == "open" || s.Length > 0 ? c.Persist(m).UnstashAll() : c.Stash(),
        }.Test();
        var numbers = Enumerable.Range(0, 5_000).Select(i => $"{i}").ToArray();
        test.Feed([.. numbers.Select((m, i) => Told.Record(i, "k", m)), Told.Record(9_000, "k", "open")]);
        test.RunToEnd();
        Assert.Equal(["open", .. numbers], test.Region<string>().Ask<string>("k", "?").Split(','));
    }

    [Fact]
    public void A_message_that_no_codec_reads_any_more_is_a_dead_letter()
    {
        var isBroken = false;
        var codec = Codec.Of<string>(
            Codec.Text.Write, bytes => isBroken ? throw new FormatException("unreadable") : Codec.Text.Read(bytes));
        using var test = new Told { OnMessage = Door().OnMessage, MessageCodec = codec }.Test();
        test.Feed(Told.Record(1, "k", "a"));
        test.RunUntilIdle();
        isBroken = true;
        var region = test.Region<string>();
        region.Tell("k", "open");
        Assert.Equal("open", region.Ask<string>("k", "?"));
        test.RunUntilIdle();
        Assert.Equal("it can't be read: FormatException: unreadable", Assert.Single(test.DeadLetters).Detail);
        Assert.Equal("a", test.DeadLetters[0].Record);
        test.ExpectBalanced();
    }
}
