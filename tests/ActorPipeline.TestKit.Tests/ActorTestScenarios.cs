namespace ActorPipeline.TestKit.Tests;

/// <summary>An actor under test, as a user's test drives it, and what it says when something is wrong.</summary>
public sealed class ActorTestScenarios
{
    private static ActorTest<string, string, Account.Balance> Rich => ActorTest.Of(new Account()).Given("+10", "-3");

    [Fact]
    public void What_an_actor_does_about_a_message_is_seen()
    {
        Rich.When("deposit 5").Then(["+5"], emitted: [["in", 5]], reply: 12L).ThenState(new(12)).ThenTimers();
        Rich.When("nothing").Then([]).ThenState(new(7));
        Rich.When("withdraw 8").ThenFails<InvalidOperationException>("only 7 left").ThenState(new(7));
        Rich.When("withdraw much").ThenFails<FormatException>();
    }

    [Fact]
    public void Timers_come_due_when_the_test_says_so()
    {
        var test = Rich.At(DateTimeOffset.UnixEpoch.AddDays(9)).When("close")
            .Then([]).ThenTimers("job", "warn", "closing")
            .ThenTimer("closing", DateTimeOffset.UnixEpoch.AddDays(10))
            .ThenTimer("warn", DateTimeOffset.UnixEpoch.AddDays(9));
        test.WhenTimer("warn").Then(["-7"], emitted: [["warn", 7]]).ThenTimers("closing", "job");
        test.WhenTimer("closing").Then(["-0"], emitted: [["closing", 0]]).ThenTimers("job").ThenState(new(0));
        test.WhenTimer("job").ThenFails<InvalidOperationException>("only 0 left").ThenTimers();
    }

    [Fact]
    public void A_failed_test_says_what_it_expected_and_what_it_saw()
    {
        Fails(
            () => Rich.When("deposit 5").Then(["+6"], emitted: [["in", 5]], reply: 12L),
            "when deposit 5\n  expected  events ['+6']\n  seen      events ['+5']");
        Fails(
            () => Rich.When("deposit 5").Then(["+5"], emitted: [["in", 6]], reply: 12L),
            "when deposit 5\n  expected  rows ['in', 6]\n  seen      rows ['in', 5]");
        Fails(
            () => Rich.When("deposit 5").Then(["+5"], emitted: [["in", 5]]),
            "when deposit 5\n  expected  reply none\n  seen      reply 12");
        Fails(
            () => Rich.When("withdraw 8").Then([]),
            "when withdraw 8\n  expected  that it is handled\n  seen      it failed: InvalidOperationException: "
            + "only 7 left");
        Fails(
            () => Rich.When("withdraw 8").ThenFails<FormatException>(),
            "when withdraw 8\n  expected  failure FormatException\n  seen      failure InvalidOperationException: "
            + "only 7 left");
        Fails(
            () => Rich.When("deposit 5").ThenFails<FormatException>(),
            "when deposit 5\n  expected  failure FormatException\n  seen      failure []");
        Fails(
            () => Rich.When("deposit 5").ThenState(new(11)),
            "when deposit 5\n  expected  state balance 11\n  seen      state balance 12");
        Fails(
            () => Rich.When("close").ThenTimers("closing"),
            "when close\n  expected  timers ['closing']\n  seen      timers ['closing', 'job', 'warn']");
        Fails(
            () => Rich.When("close").WhenTimer("clos"),
            "there is no timer 'clos'; set are: ['closing', 'job', 'warn']");
        Fails(() => Rich.Then([]), "nothing was done yet: say When first");
    }

    [Fact]
    public void A_codec_that_loses_something_is_found_out()
    {
        var events = Assert.Throws<PipelineTestException>(
            () => ActorTest.Of(new Account { LosesEvents = true }).When("deposit 5"));
        Assert.Contains("an event's codec loses something", events.Message, StringComparison.Ordinal);
        Assert.Contains("live     balance 5\n  rebuilt  balance 1", events.Message, StringComparison.Ordinal);

        var state = Assert.Throws<PipelineTestException>(
            () => ActorTest.Of(new Account { LosesState = true }).When("deposit 5"));
        Assert.Contains("the state's codec loses something", state.Message, StringComparison.Ordinal);
    }

    private static void Fails(Action test, string message) =>
        Assert.Equal(message, Assert.Throws<PipelineTestException>(test).Message);
}
