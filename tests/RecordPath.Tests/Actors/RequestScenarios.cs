using ActorPipeline.Actors;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.Simulation.Naive;

namespace RecordPath.Tests.Actors;

/// <summary>Asking actors: every way to be answered, and every way not to be.</summary>
public sealed class RequestScenarios
{
    [Fact]
    public void A_reply_comes_with_the_state_after_all_events()
    {
        using var test = new Told
        {
            OnMessage = (m, state, c) => m == "with"
                ? c.Persist("a", "b").ReplyWith(after => $"{state}|{after}")
                : c.Reply(m).Persist(m),
        }.Test();
        var region = test.Region<string>();
        Assert.Equal("|a,b", region.Ask<string>("k", "with"));
        Assert.Equal("x", region.Ask<string>("k", "x"));
        Assert.Equal("a,b,x", region.Ask<string>("k", "?"));
        Assert.Equal("", region.Ask<string>("other", "?"));
    }

    [Fact]
    public void Who_is_not_replied_to_is_told_so_and_it_is_done_all_the_same()
    {
        using var test = new Told().Test();
        var region = test.Region<string>();
        Assert.Equal("Told", Assert.Throws<NoReplyException>(() => region.Ask<string>("k", "x")).Actor);
        region.Tell("k", "y");
        Assert.Equal("x,y", region.Ask<string>("k", "?"));
    }

    [Theory]
    [InlineData("timer")]
    [InlineData("cancel")]
    [InlineData("job")]
    [InlineData("row")]
    [InlineData("event")]
    public void Half_of_a_surrogate_pair_is_refused_and_nothing_has_happened(string where)
    {
        const string Half = "a\ud83d";
        using var test = new Told
        {
            OnMessage = (m, _, c) => m switch
            {
                "timer" => c.Persist(m).SetTimerAfter(Half, TimeSpan.FromSeconds(1)),
                "cancel" => c.Persist(m).CancelTimer(Half),
                "job" => c.Persist(m).Schedule(Half, "later", TimeSpan.FromSeconds(1)),
                "row" => c.Persist(m).Emit(Half),
                _ => c.Persist(m).Persist(Half),
            },
        }.Test();
        var region = test.Region<string>();

        var error = Assert.Throws<ArgumentException>(() => region.Tell("k", where));
        Assert.Contains("has half of a surrogate pair, \\ud83d, at index 1: ", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => region.Tell("\ud83d", where));
        Assert.Throws<ArgumentException>(() => region.Tell("\ud83e", where));
        Assert.Equal("", region.Ask<string>("k", "?"));
        Assert.Equal("", region.Ask<string>("\ufffd", "?"));
    }

    [Fact]
    public void A_reply_of_another_type_is_told_as_such()
    {
        using var test = new Told().Test();
        var wrong = Assert.Throws<InvalidCastException>(() => test.Region<string>().Ask<int>("k", "?"));
        Assert.Equal("actor Told replied String, not Int32", wrong.Message);
    }

    [Fact]
    public void A_message_for_another_version_changes_nothing()
    {
        using var test = new Told().Test();
        var region = test.Region<string>();
        region.Tell("k", "a", expectedVersion: 0);
        region.Tell("k", "b", expectedVersion: 1);
        var conflict = Assert.Throws<VersionConflictException>(() => region.Tell("k", "c", expectedVersion: 1));
        Assert.Equal((1, 2), (conflict.Expected, conflict.Actual));
        Assert.Throws<VersionConflictException>(() => region.Tell("new", "c", expectedVersion: 1));
        Assert.Equal("a,b", region.Ask<string>("k", "?", expectedVersion: 2));
        Assert.Equal(["a", "b"], test.Events<string>().ReadActor("k").Select(e => e.Event));
    }

    [Fact]
    public void Of_two_that_know_the_same_version_one_wins_in_one_batch_too()
    {
        using var test = new Told().Test();
        var region = test.Region<string>();
        var (first, second) = (region.Post("k", "a", 0), region.Post("k", "b", 0));
        test.RunUntilIdle();
        Assert.True(first.IsCompletedSuccessfully);
        Assert.IsType<VersionConflictException>(second.Exception!.InnerException);
    }

    [Fact]
    public async Task What_an_actor_throws_comes_through_and_others_are_answered()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => m == "bad" ? throw new FormatException("what is that?") : c.Persist(m).Reply(m),
        }.Test();
        var region = test.Region<string>();
        var (good, bad, later) = (region.Post("k", "a"), region.Post("k", "bad"), region.Post("k", "b"));
        test.RunUntilIdle();
        Assert.Equal("a", await good);
        Assert.Equal("b", await later);
        Assert.Equal("what is that?", (await Assert.ThrowsAsync<FormatException>(() => bad)).Message);
        Assert.Empty(test.DeadLetters);
    }

    [Fact]
    public void A_reply_that_cant_be_made_fails_the_request_only()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => c.Persist(m).ReplyWith(_ => throw new FormatException("no reply")),
        }.Test();
        var region = test.Region<string>();
        Assert.Throws<FormatException>(() => region.Ask<string>("k", "x"));
        Assert.Equal("x", region.Ask<string>("k", "?"));
    }

    [Fact]
    public void An_answer_comes_only_when_it_is_on_disk()
    {
        using var test = new Told().Test();
        var region = test.Region<string>();
        test.Start();
        test.Journal.DelayCommits(60.Seconds());
        var answer = region.Post("k", "x");
        test.Advance(20.Seconds());
        Assert.False(answer.IsCompleted);
        test.Advance(60.Seconds());
        Assert.True(answer.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crash_between_commit_and_answer_leaves_it_open_whether_it_happened(bool isCommitted)
    {
        using var test = new Told().Test();
        var region = test.Region<string>();
        test.Start();
        if (isCommitted)
        {
            test.Journal.CrashAfterNextCommit();
        }
        else
        {
            test.Journal.CrashBeforeNextCommit();
        }

        Assert.Throws<RegionClosedException>(() => region.Tell("k", "x", expectedVersion: 0));
        if (isCommitted)
        {
            // Sent again, the expected version makes it harmless.
            Assert.Throws<VersionConflictException>(() => region.Tell("k", "x", expectedVersion: 0));
        }
        else
        {
            region.Tell("k", "x", expectedVersion: 0);
        }

        Assert.Equal("x", region.Ask<string>("k", "?"));
    }

    [Fact]
    public void A_lost_reply_of_the_journal_is_no_lost_answer()
    {
        using var test = new Told().Test();
        var region = test.Region<string>();
        test.Start();
        test.Journal.FailAfterNextCommit(2);
        region.Tell("k", "x", expectedVersion: 0);
        Assert.Equal("x", region.Ask<string>("k", "?"));
    }

    [Fact]
    public void Nobody_hangs_when_the_region_closes()
    {
        for (var steps = 0; steps < 120; steps++)
        {
            var test = new Told
            {
                OnMessage = (m, _, c) => m == "later" ? c.Stash() : c.Persist(m),
            }.Test(new PipelineTestOptions { Seed = steps });
            var region = test.Region<string>();
            var answers = Enumerable.Range(0, 20).Select(i => region.Post($"k{i % 5}", i % 7 == 0 ? "later" : $"{i}"));
            var all = answers.ToArray();
            test.Run(steps);
            if (steps % 3 == 0)
            {
                test.Stop();
            }
            else if (steps % 3 == 1)
            {
                test.Crash();
            }

            test.Dispose();
            Assert.All(all, a => Assert.True(a.IsCompleted, $"after {steps} steps"));
        }
    }

    [Fact]
    public void A_closed_region_takes_no_message()
    {
        using var test = new Told().Test();
        var region = test.Region<string>();
        var former = region.Post("k", "x");
        test.Stop();
        Assert.True(former.IsCompletedSuccessfully);
        Assert.Equal("x", region.Ask<string>("k", "?"));
    }

    [Fact]
    public void Resuming_who_is_not_stopped_says_so()
    {
        using var test = new Told().Test();
        Assert.False(test.Region<string>().Resume("k"));
    }

    [Fact]
    public void A_key_of_other_parts_is_refused()
    {
        using var test = new PipelineTest(Plans.Of(
            new ActorSpec<string, string, string>(new Told(), Plans.Schema)) with
        {
            Key = Plans.Of(new ActorPipeline.Plan.WindowSpec.Global(), ["k", "g"], ["count()"]).Key,
        });
        var region = test.Region<string>();
        Assert.Throws<FormatException>(() => region.Tell("k", "x"));
        Assert.Throws<FormatException>(() => region.Tell("k|no number", "x"));
        region.Tell("k|7", "x");
        Assert.Equal("x", region.Ask<string>("k|7", "?"));
        Assert.Throws<FormatException>(() => region.Tell("k|7|8", "x"));
    }
}
