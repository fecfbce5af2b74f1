using ActorPipeline.Actors;
using ActorPipeline.Records;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.Simulation.Naive;

namespace RecordPath.Tests.Actors;

/// <summary>
/// Effects of messages from records: all of a message or nothing of it, and every record accounted for.
/// </summary>
public sealed class EffectScenarios
{
    [Fact]
    public void Events_are_persisted_and_rows_emitted_in_order()
    {
        using var test = new Told
        {
            OnMessage = (m, state, c) => c.Persist(m).Persist($"{m}1", $"{m}2").Emit($"{state}+{m}").Emit(Value.Null),
        }.Test();
        test.Feed(Told.Record(1, "k", "a"), Told.Record(2, "k", "b"));
        test.RunToEnd();
        Assert.Equal("a,a1,a2,b,b1,b2", test.Region<string>().Ask<string>("k", "?"));
        Assert.Equal(["+a", null, "a,a1,a2+b", null], test.Results.Select(r => r.Values[1]));
    }

    [Fact]
    public void A_row_of_another_shape_fails_its_message_and_leaves_no_trace()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => m switch
            {
                "type" => c.Persist(m).Emit(1L),
                "more" => c.Persist(m).Emit("a", "b"),
                "less" => c.Persist(m).Emit(),
                _ => c.Persist(m).Emit(m),
            },
        }.Test();
        test.Feed([.. new[] { "type", "a", "more", "less", "b" }.Select((m, i) => Told.Record(i, "k", m))]);
        test.RunToEnd();
        Assert.Equal("a,b", test.Region<string>().Ask<string>("k", "?"));
        Assert.Equal(
            [
                "output 'text' is String, and the value Int64 (Parameter 'values')",
                "values of a row: 2, outputs that are defined: 1 (Parameter 'values')",
                "values of a row: 0, outputs that are defined: 1 (Parameter 'values')",
            ],
            test.DeadLetters.Select(d => d.Detail!["its actor failed: ArgumentException: ".Length..]));
        test.ExpectBalanced();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("foreign")]
    [InlineData("throws")]
    [InlineData("no event")]
    [InlineData("no job")]
    [InlineData("no timer")]
    public void A_mistake_of_an_actor_costs_its_message_only(string mistake)
    {
        EventSourcedActor<string, string, string>.Effects? foreign = null;
        using var test = new Told
        {
            OnMessage = (m, _, c) => m switch
            {
                "null" => null!,
                "foreign" => foreign!,
                "throws" => throw new InvalidOperationException("no"),
                "no event" => c.Persist("x").Persist((string)null!),
                "no job" => c.Persist("x").Schedule(null!, "m", TimeSpan.Zero),
                "no timer" => c.Persist("x").SetTimerAfter("", TimeSpan.Zero),
                _ => c.Persist(m),
            },
        }.Test();
        test.Feed(Told.Record(1, "k", "a"), Told.Record(2, "k", mistake), Told.Record(3, "k", "b"));
        test.RunToEnd();
        Assert.Equal("a,b", test.Region<string>().Ask<string>("k", "?"));
        Assert.StartsWith("its actor failed: ", Assert.Single(test.DeadLetters).Detail, StringComparison.Ordinal);
        test.ExpectBalanced();
    }

    [Fact]
    public void An_event_that_cant_be_applied_costs_its_record_only()
    {
        using var test = new Told
        {
            OnEvent = (s, e) => e == "bad" ? throw new FormatException("no such event") : $"{s}{e}",
        }.Test();
        test.Feed(
            Told.Record(1, "k", "a"), Told.Record(2, "k", "bad"), Told.Record(3, "k", "b"),
            Told.Record(4, "other", "c"));
        test.RunToEnd();
        Assert.Equal("ab", test.Region<string>().Ask<string>("k", "?"));
        Assert.Equal("c", test.Region<string>().Ask<string>("other", "?"));
        Assert.Single(test.DeadLetters);
        test.ExpectBalanced();
    }

    [Theory]
    [InlineData("stash")]
    [InlineData("job")]
    public void A_message_that_cant_be_written_costs_itself_only(string effect)
    {
        var codec = Codec.Of<string>(
            (writer, m) =>
            {
                if (m == "unwritable")
                {
                    throw new FormatException("can't be written");
                }

                Codec.Text.Write(writer, m);
            },
            Codec.Text.Read);
        using var test = new Told
        {
            MessageCodec = codec,
            OnMessage = (m, _, c) => m != "unwritable" ? c.Persist(m)
                : effect == "stash" ? c.Persist("trace").Stash()
                : c.Persist("trace").Schedule("job", m, TimeSpan.Zero),
        }.Test();
        test.Feed(Told.Record(1, "k", "a"), Told.Record(2, "k", "unwritable"), Told.Record(3, "k", "b"));
        test.RunUntilIdle();
        var region = test.Region<string>();
        var (before, bad, after) = (region.Post("k", "?"), region.Post("k", "unwritable"), region.Post("k", "?"));
        test.RunUntilIdle();
        Assert.IsType<FormatException>(bad.Exception!.InnerException);
        Assert.True(before.IsCompletedSuccessfully && after.IsCompletedSuccessfully, "others failed with it");
        Assert.Equal("a,b", region.Ask<string>("k", "?"));
        Assert.Equal("its actor failed: FormatException: can't be written", Assert.Single(test.DeadLetters).Detail);
        Assert.Null(test.Status!.WaitingFor);
        test.ExpectBalanced();
    }

    [Fact]
    public void A_record_that_is_no_message_is_a_dead_letter()
    {
        using var test = new PipelineTest(Plans.Of(new ActorSpec<Script, Noted, Digest>(
            new ScriptedActor(), Plans.Schema)));
        test.Feed("""{"t":1,"k":"a","s":"Persist","i":1}""", """{"t":2,"k":"a","s":"Nonsense","i":1}""");
        test.RunToEnd();
        Assert.StartsWith("it is no message: ", Assert.Single(test.DeadLetters).Detail, StringComparison.Ordinal);
        test.ExpectBalanced();
    }

    [Fact]
    public void A_forgotten_actor_begins_anew_without_its_timers()
    {
        using var test = new Told
        {
            OnMessage = (m, _, c) => m switch
            {
                "forget" => c.Persist("last").Forget().ReplyWith(s => $"'{s}' {c.Version}"),
                "timer" => c.SetTimerAfter("t", 5.Seconds()).SetTimer("e", DateTimeOffset.UnixEpoch.AddSeconds(9)),
                _ => c.Persist(m),
            },
        }.Test();
        var region = test.Region<string>();
        region.Tell("k", "a");
        region.Tell("k", "timer");
        Assert.StartsWith("''", region.Ask<string>("k", "forget"), StringComparison.Ordinal);
        test.Advance(1.Minutes());
        region.Tell("k", "b", expectedVersion: 0);
        Assert.Equal("b", region.Ask<string>("k", "?"));
        test.Crash();
        Assert.Equal("b", test.Region<string>().Ask<string>("k", "?"));
    }

    [Fact]
    public void Actors_leave_memory_and_come_back_with_all_that_they_had()
    {
        using var test = new Told
        {
            OnMessage = (m, s, c) => m switch
            {
                "aside" when !s.Contains("now", StringComparison.Ordinal) => c.Stash(),
                "now" => c.Persist("now").UnstashAll(),
                "timer" => c.Persist(m).SetTimerAfter("t", 60.Seconds()).Passivate(),
                _ => c.Persist(m).Passivate(),
            },
        }.Test(engine: Plans.Tiny with { StateBytes = 50_000, TailBytes = 2_000 });
        test.Feed(Told.Record(1, "k", "a"), Told.Record(2, "k", "timer"), Told.Record(3, "k", "aside"));
        test.RunUntilIdle();
        test.Feed([.. Enumerable.Range(0, 20_000).Select(i => Told.Record(4 + i, $"other{i % 5000}", "x"))]);
        test.RunUntilIdle();
        var region = test.Region<string>();
        Assert.Equal("a,timer", region.Ask<string>("k", "?"));
        test.Advance(70.Seconds());
        region.Tell("k", "now");
        Assert.Equal("a,timer,due t,now,aside", region.Ask<string>("k", "?"));
    }
}
