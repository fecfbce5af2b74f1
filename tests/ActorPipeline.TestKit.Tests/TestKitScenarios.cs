using ActorPipeline.Actors;
using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.TestKit.Xunit2;
using Akka;
using Akka.Actor;
using Akka.Event;

namespace ActorPipeline.TestKit.Tests;

/// <summary>Akka.NET's test kit with the region of a pipeline.</summary>
public sealed class TestKitScenarios() : ActorPipelineTestKit(
    Pipeline.Define("accounts", Path.GetTempPath())
        .FromRequests("owner")
        .Actor<Account>()
        .To(Definitions.Sink.File("unused.ndjson")))
{
    [Fact]
    public void Who_tells_the_region_something_gets_the_answer_from_it()
    {
        Region.Tell(new ActorEnvelope("anna", "deposit 5"));
        ExpectMsg(5L);
        Assert.Equal(Region, LastSender);

        Region.Tell(new ActorEnvelope("bob", "deposit 7"));
        ExpectMsg(7L);
        Test.ExpectResults(
            """{"owner":"anna","what":"in","amount":5}""", """{"owner":"bob","what":"in","amount":7}""");
    }

    [Fact]
    public void An_actor_that_fails_a_wrong_message_and_a_silent_actor_are_told_as_in_production()
    {
        Region.Tell(new ActorEnvelope("anna", "withdraw 5"));
        Assert.IsType<InvalidOperationException>(ExpectMsg<Status.Failure>().Cause);

        Region.Tell(new ActorEnvelope("anna", 5));
        Assert.IsType<ArgumentException>(ExpectMsg<Status.Failure>().Cause);

        Region.Tell(new ActorEnvelope("anna", "nothing"));
        ExpectMsg<Done>();
    }

    [Fact]
    public void What_was_answered_is_there_after_a_crash()
    {
        Region.Tell(new ActorEnvelope("anna", "deposit 5"));
        ExpectMsg(5L);

        Crash();
        Restart();

        Region.Tell(new ActorEnvelope("anna", "deposit 5"));
        ExpectMsg(10L);
    }

    [Theory]
    [InlineData(false, 5)]
    [InlineData(true, 10)]
    public void Who_is_not_answered_because_of_a_crash_does_not_know(bool isCommitted, long afterwards)
    {
        if (isCommitted)
        {
            Test.Journal.CrashAfterNextCommit();
        }
        else
        {
            Test.Journal.CrashBeforeNextCommit();
        }

        Region.Tell(new ActorEnvelope("anna", "deposit 5"));
        ExpectNoMsg(TimeSpan.Zero);

        Restart();
        Region.Tell(new ActorEnvelope("anna", "deposit 5"));
        ExpectMsg(afterwards);
    }

    [Fact]
    public void What_a_region_is_told_while_it_is_down_is_a_dead_letter()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Akka.Event.DeadLetter));
        Crash();

        Region.Tell(new ActorEnvelope("anna", "deposit 5"));

        Assert.Equal(new ActorEnvelope("anna", "deposit 5"), ExpectMsg<Akka.Event.DeadLetter>().Message);
    }

    [Fact]
    public void Timers_of_the_pipeline_and_of_the_system_are_due_by_one_time()
    {
        Region.Tell(new ActorEnvelope("anna", "deposit 5"));
        Region.Tell(new ActorEnvelope("anna", "close"));
        ExpectMsg(5L);
        ExpectMsg<Done>();
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromHours(23), TestActor, "nearly", ActorRefs.NoSender);

        Advance(TimeSpan.FromHours(23) - TimeSpan.FromMinutes(5));
        ExpectNoMsg(TimeSpan.Zero);
        Advance(TimeSpan.FromMinutes(10));
        ExpectMsg("nearly");
        Assert.DoesNotContain(Test.Results, r => Equals(r["what"], "closing"));

        Advance(TimeSpan.FromHours(1));
        Assert.Contains(Test.Results, r => Equals(r["what"], "closing"));
    }

    [Fact]
    public void An_actor_that_is_answered_may_tell_the_region_more()
    {
        var teller = Sys.ActorOf(Props.Create<Saver>(Region, TestActor));

        teller.Tell("begin");

        ExpectMsg(30L, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Time_passes_while_the_pipeline_is_down()
    {
        Region.Tell(new ActorEnvelope("anna", "close"));
        ExpectMsg<Done>();
        Crash();
        Advance(TimeSpan.FromDays(1));

        Restart();
        Advance(TimeSpan.FromSeconds(1));

        Assert.Contains(Test.Results, r => Equals(r["what"], "closing"));
    }

    /// <summary>Deposits 10 until it has 30.</summary>
    private sealed class Saver(IActorRef region, IActorRef watcher) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is long and >= 30)
            {
                watcher.Tell(message);
            }
            else
            {
                region.Tell(new ActorEnvelope("anna", "deposit 10"));
            }
        }
    }
}
