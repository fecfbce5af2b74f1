using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.TestKit.Journals;
using ActorPipeline.TestKit.Simulation.Naive;

namespace RecordPath.Tests.Actors;

/// <summary>Requests to actors, with what may come between a request and its answer.</summary>
public sealed class RequestTests
{
    [Fact]
    public void While_the_journal_is_away_requests_wait_in_the_mailbox_and_no_further()
    {
        var isAway = false;
        using var talk = new Talk(Actor(), Plans.Tiny with { MailboxSize = 100 }, world =>
            world.Journal = new FaultyJournal(world.Memory)
            {
                Before = call =>
                {
                    if (isAway)
                    {
                        throw new JournalException("the disk is away", JournalFault.Unavailable);
                    }
                },
            });
        talk.Tell("x");
        isAway = true;
        var sent = new List<Task>();
        while (talk.Send("none") is { } task)
        {
            sent.Add(task);
            Assert.True(sent.Count < 200_000, "requests pile up in memory");
            if (sent.Count % 50 == 0)
            {
                talk.Host.Exhaust("shard-0");
                talk.Host.Exhaust("journal");
            }
        }

        isAway = false;
        talk.GoOn(TimeSpan.FromMinutes(1));
        Assert.All(sent, task => Assert.True(task.IsCompletedSuccessfully));
    }

    [Fact]
    public void Records_are_not_held_up_by_requests_that_never_cease()
    {
        using var talk = new Talk(Actor());
        talk.World.Inputs[0].Add("""{"t":1,"k":"b","s":"x"}""");
        for (var i = 0; i < 300; i++)
        {
            Assert.NotNull(talk.Send("none"));
            foreach (var stage in (string[])["pipeline", "shard-0", "journal", "results", "readers", "ingest"])
            {
                talk.Host.Exhaust(stage);
                Assert.NotNull(talk.Send("none"));
            }
        }

        Assert.Equal(1, talk.Host.Host.Status.Counters.Applied);
    }

    [Fact]
    public void A_record_that_its_actor_can_not_bear_is_a_dead_letter_and_those_beside_it_are_applied()
    {
        using var talk = new Talk(Actor());
        foreach (var text in (string[])["x", "!", "y"])
        {
            talk.World.Inputs[0].Add($$"""{"t":1,"k":"a","s":"{{text}}"}""");
        }

        for (var i = 0; i < 8; i++)
        {
            talk.GoOn(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("xy", talk.StateOf());
        Assert.Single(talk.World.DeadLetters.Rows);
        Assert.True(talk.Host.Host.Status.Counters.IsBalanced);
    }

    [Fact]
    public void Messages_that_wait_for_room_are_taken_in_the_order_in_which_they_were_sent()
    {
        using var talk = new Talk(Actor(), Plans.Tiny with { MailboxSize = 2 });
        for (var i = 0; i < 50; i++)
        {
            talk.Send($"{i} ");
        }

        talk.GoOn();
        talk.GoOn();
        Assert.Equal(string.Concat(Enumerable.Range(0, 50).Select(i => $"{i} ")), talk.StateOf());
    }

    [Fact]
    public void A_timer_that_a_request_sets_to_a_time_that_is_over_comes_due_at_once()
    {
        using var talk = new Talk(Actor());
        talk.Add(5_000_000, "x");
        talk.Tell("timer");
        Assert.Equal("xt", talk.StateOf());
    }

    [Fact]
    public void A_request_that_is_put_aside_is_answered_though_its_actor_has_left_memory_meanwhile()
    {
        using var talk = new Talk(
            Actor(), Plans.Tiny with { PassivateAfter = TimeSpan.FromMilliseconds(50), TailBytes = 1 << 20 });
        var aside = talk.Send("aside")!;
        talk.GoOn();
        talk.GoOn(TimeSpan.FromSeconds(1));
        talk.GoOn(TimeSpan.FromSeconds(1));
        Assert.False(aside.IsCompleted);
        talk.Tell("open");
        Assert.True(aside.IsCompletedSuccessfully, "whoever put it aside still waits");
        Assert.Equal("open aside", talk.StateOf());
    }

    [Fact]
    public void A_request_that_is_put_aside_is_told_when_its_actor_stops()
    {
        using var talk = new Talk(Actor(_ => Supervision.Stop));
        var aside = talk.Send("aside")!;
        talk.GoOn();
        talk.Add(1, "fail");
        Assert.IsType<ActorStoppedException>(aside.Exception?.InnerException);
    }

    [Fact]
    public void A_request_that_is_put_aside_is_told_when_its_shard_restarts()
    {
        using var talk = new Talk(Actor());
        var aside = talk.Send("aside")!;
        talk.GoOn();
        Assert.Throws<InvalidOperationException>(() => talk.Tell("!", "b"));
        talk.GoOn(TimeSpan.FromMinutes(1));
        Assert.True(aside.IsFaulted, "whoever put it aside still waits");
    }

    [Fact]
    public void A_request_that_was_put_aside_is_held_to_the_version_that_it_expects_when_its_turn_comes()
    {
        using var talk = new Talk(Actor());
        var aside = talk.Send("aside", expectedVersion: 0)!;
        talk.GoOn();
        talk.Tell("open");
        Assert.IsType<VersionConflictException>(aside.Exception?.InnerException);
        Assert.Equal("open", talk.StateOf());
    }

    [Fact]
    public void Messages_that_were_put_aside_may_each_ask_for_the_rest()
    {
        const int Messages = 50_000;
        var handled = 0;
        var actor = new TalkingActor
        {
            StashSize = Messages,
            OnMessage = (message, state, context) => message switch
            {
                "open" => context.Persist("open").UnstashAll(),
                _ when state.Length == 0 => context.Stash(),
                _ when handled++ >= 0 => context.UnstashAll(),
                _ => context.None,
            },
        };
        using var talk = new Talk(actor, Plans.Tiny with { CommitBytes = 1 << 20 });
        for (var i = 0; i < Messages; i++)
        {
            talk.World.Inputs[0].Add("""{"t":1,"k":"a","s":"x"}""");
        }

        talk.World.Inputs[0].MaxBatchRows = Messages;
        for (var i = 0; i < 10; i++)
        {
            talk.GoOn();
        }

        talk.Tell("open");
        Assert.Equal(Messages, handled);
    }

    [Fact]
    public void A_message_that_is_put_aside_whenever_all_others_are_handled_stops_its_actor_not_the_process()
    {
        var actor = new TalkingActor { OnMessage = (_, _, context) => context.Stash().UnstashAll() };
        using var talk = new Talk(actor);
        talk.Add(1, "x");
        talk.Add(2, "y");
        Assert.Throws<ActorStoppedException>(() => talk.Tell("z"));
    }

    [Fact]
    public void A_scheduled_message_that_can_not_be_read_any_more_is_a_dead_letter()
    {
        var isReadable = true;
        var actor = new TalkingActor
        {
            OnMessage = (message, state, context) => message switch
            {
                "schedule" => context.Schedule("job", "work", TimeSpan.FromSeconds(10)),
                "state?" => context.Reply(state),
                _ => context.Persist(message),
            },
            ReadMessage = bytes => isReadable ? Codec.Text.Read(bytes) : throw new FormatException("what is this?"),
        };
        using var talk = new Talk(actor);
        talk.Tell("schedule");
        isReadable = false;
        for (var i = 0; i < 10; i++)
        {
            talk.GoOn(TimeSpan.FromSeconds(20));
        }

        var letter = Assert.Single(talk.World.DeadLetters.Rows);
        Assert.Contains("what is this?", (string)letter.Values[^2]! + letter.Values[^1], StringComparison.Ordinal);
        talk.Tell("x");
        Assert.Equal("x", talk.StateOf());
    }

    [Fact]
    public void An_actor_that_wakes_itself_without_a_pause_does_not_keep_the_pipeline_from_stopping()
    {
        var actor = new TalkingActor
        {
            OnMessage = (_, _, context) => context.SetTimerAfter("t", TimeSpan.Zero),
            OnTime = (_, context) => context.SetTimerAfter("t", TimeSpan.Zero),
        };
        using var talk = new Talk(actor);
        talk.Tell("begin");
        talk.Host.Host.RequestStop();
        for (var i = 0; i < 1_000 && talk.Host.Host.Parts.Run.Phase != RunPhase.Done; i++)
        {
            talk.GoOn();
        }

        Assert.Equal(RunPhase.Done, talk.Host.Host.Parts.Run.Phase);
    }

    [Fact]
    public void Delays_count_from_now_also_in_what_closes_first_after_a_restart()
    {
        var actor = new TalkingActor
        {
            OnMessage = (message, state, context) => message switch
            {
                "state?" => context.Reply(state),
                _ => context.SetTimer("close", DateTimeOffset.UnixEpoch.AddMicroseconds(100)),
            },
            OnTime = (timer, context) => timer == "close"
                ? context.Persist("c").SetTimerAfter("hour", TimeSpan.FromHours(1))
                : context.Persist("h"),
        };
        var world = Talk.NewWorld(actor, Plans.Tiny with { CommitBytes = 1 });
        using (var before = new Talk(world))
        {
            world.Inputs[0].Add("""{"t":1,"k":"a","s":"x"}""");
            world.Inputs[0].Add("""{"t":1000,"k":"b","s":"x"}""");
            while (world.Memory.ReadHead(default).Sequence == 0)
            {
                before.Host.Step();
            }

            world.Crash(before.Host);
        }

        using var after = new Talk(world);
        after.GoOn();
        Assert.Equal("c", after.StateOf());
    }

    private static TalkingActor Actor(Func<Exception, Supervision>? supervise = null) => new()
    {
        OnFailure = supervise ?? (_ => Supervision.Resume),
        OnMessage = (message, state, context) => message switch
        {
            "state?" => context.Reply(state),
            "none" => context.None,
            "fail" => throw new InvalidOperationException("told to fail"),
            "timer" => context.SetTimer("t", DateTimeOffset.UnixEpoch.AddMicroseconds(10)),
            "aside" when state.Length == 0 => context.Stash(),
            "aside" => context.Persist(" aside"),
            "open" => context.Persist("open").UnstashAll(),
            _ => context.Persist(message),
        },
    };
}
