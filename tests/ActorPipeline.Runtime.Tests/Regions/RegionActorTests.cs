using ActorPipeline.Actors;
using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Regions;
using Akka;
using Akka.Actor;

namespace ActorPipeline.Runtime.Tests.Regions;

/// <summary>What a region answers for shards that are not there, slow, or gone.</summary>
public sealed class RegionActorTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly ActorSystem _system = ActorSystem.Create(
        "test", "akka.loglevel = OFF, akka.stdout-loglevel = OFF");

    [Fact]
    public async Task A_full_mailbox_is_a_failure_and_what_is_in_is_answered()
    {
        var region = _system.ActorOf(RegionActor.Props);
        region.Tell(new RegionOpened(Plan, [new RequestGate(2)]));
        var first = region.Ask<object>(new ActorEnvelope("a", "x"), _patience);
        var second = region.Ask<object>(new ActorEnvelope("b", "y"), _patience);

        var full = await Assert.ThrowsAsync<MailboxFullException>(
            () => region.Ask<object>(new ActorEnvelope("c", "z"), _patience));

        Assert.Equal("2 messages wait already (engine.mailbox-size); try again later", full.Message);
        Assert.False(first.IsCompleted || second.IsCompleted);
    }

    [Fact]
    public async Task Envelopes_that_come_before_the_shards_are_handed_to_them_in_order()
    {
        var (region, gate) = (_system.ActorOf(RegionActor.Props), new RequestGate(10));
        var asks = Enumerable.Range(0, 5)
            .Select(i => region.Ask<object>(new ActorEnvelope("a", $"m{i}"), _patience)).ToList();
        gate.Open(_system.ActorOf(Props.Create<EchoShard>()));

        region.Tell(new RegionOpened(Plan, [gate]));

        Assert.Equal(["m0 1", "m1 2", "m2 3", "m3 4", "m4 5"], await Task.WhenAll(asks).WaitAsync(_patience));
    }

    [Fact]
    public async Task Too_many_that_come_before_the_shards_are_told_so()
    {
        var region = _system.ActorOf(RegionActor.Props);
        for (var i = 0; i < RegionActor.MostEarly; i++)
        {
            region.Tell(new ActorEnvelope("a", "x"));
        }

        await Assert.ThrowsAsync<MailboxFullException>(
            () => region.Ask<object>(new ActorEnvelope("a", "x"), _patience));
    }

    [Fact]
    public async Task Who_waits_when_the_pipeline_ends_is_told_once_and_who_comes_later_too()
    {
        var (region, gate) = (_system.ActorOf(RegionActor.Props), new RequestGate(10));
        region.Tell(new RegionOpened(Plan, [gate]));
        var waits = region.Ask<object>(new ActorEnvelope("a", "x"), _patience);
        while (gate.Count == 0)
        {
            await Task.Yield();
        }

        gate.Close(new RegionClosedException("visits"));

        await Assert.ThrowsAsync<RegionClosedException>(() => waits);
        await Assert.ThrowsAsync<RegionClosedException>(
            () => region.Ask<object>(new ActorEnvelope("a", "x"), _patience));
        region.Tell(new RegionClosed(new InvalidOperationException("it has ended")));
        Assert.Equal("it has ended", (await Assert.ThrowsAsync<InvalidOperationException>(
            () => region.Ask<object>(new ActorEnvelope("a", "x"), _patience))).Message);
    }

    [Fact]
    public async Task An_actor_that_replies_nothing_is_heard_of_when_its_message_is_committed()
    {
        var (region, gate) = (_system.ActorOf(RegionActor.Props), new RequestGate(10));
        gate.Open(_system.ActorOf(Props.Create<MuteShard>()));
        region.Tell(new RegionOpened(Plan, [gate]));
        Assert.Same(Done.Instance, await region.Ask<object>(new ActorEnvelope("a", "x"), _patience));
    }

    [Theory]
    [InlineData("a", null, "actor Visits of pipeline 'visits' is told String, not null")]
    [InlineData("a", 7, "actor Visits of pipeline 'visits' is told String, not Int32")]
    [InlineData(null, "x", "an envelope needs a key")]
    public async Task An_envelope_that_is_wrong_is_answered_with_the_reason(string? key, object? message, string reason)
    {
        var (region, gate) = (_system.ActorOf(RegionActor.Props), new RequestGate(10));
        region.Tell(new RegionOpened(Plan, [gate]));
        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(
            () => region.Ask<object>(new ActorEnvelope(key!, message!), _patience));
        Assert.StartsWith(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, gate.Count);
    }

    public void Dispose() => _system.Dispose();

    private static PipelinePlan Plan { get; } = Pipeline.Define("visits", Path.GetTempPath())
        .FromRequests("visitor").Actor<Visits>().Shards(1).To(Sink.Console());

    /// <summary>Answers each message with itself, and how many there were.</summary>
    private sealed class EchoShard : UntypedActor
    {
        private int _count;

        protected override void OnReceive(object message)
        {
            var request = (ActorRequest<string>)message;
            request.Complete($"{request.Message} {++_count}");
        }
    }

    /// <summary>Commits messages and replies nothing.</summary>
    private sealed class MuteShard : UntypedActor
    {
        protected override void OnReceive(object message) => ((ActorRequest)message).Complete(null);
    }

    private sealed class Visits : EventSourcedActor<string, string, long>
    {
        public override long NewState() => 0;

        public override Effects Receive(string message, long state, Context context) => context.Persist(message);

        public override long Apply(long state, string @event) => state + 1;

        public override void Define(Definition actor) => actor
            .Event("visited", Codec.Text).State(Codec.Int64).Output("visits", ColumnType.Int64);
    }
}
