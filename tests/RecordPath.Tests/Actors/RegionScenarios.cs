using ActorPipeline.Actors;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;
using Akka.Actor;

namespace RecordPath.Tests.Actors;

/// <summary>The region as an actor, stepped: whoever tells is answered by a message, in any order of turns.</summary>
public sealed class RegionScenarios
{
    private const int Messages = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_envelope_is_answered_once_after_its_commit_or_refused_the_same_at_every_run(int seed)
    {
        var first = Run(seed);

        Assert.Equal(first, Run(seed));
        Assert.Equal(Messages + 1, first.Count);
        var refused = first.Count(a => a.StartsWith("3 messages wait already", StringComparison.Ordinal));
        Assert.Equal(Messages - refused, first[^1].Split(',').Length);
    }

    private static List<string> Run(int seed)
    {
        var world = new World(
            new Told().Plan(Plans.Tiny with { MailboxSize = 3, LoopThreads = 1 }), seed,
            new MemoryInput([]) { IsFinite = false });
        using var host = world.Open();
        var system = ((ActorRefWithCell)host.Host.Actor).Underlying.System;
        var region = system.ActorOf(RegionActor.Props);
        var answers = new List<string>();
        var teller = system.ActorOf(Props.Create(() => new Teller(region, answers)));
        host.Host.OpenRegion(region);
        while (answers.Count <= Messages)
        {
            host.Step();
        }

        system.Stop(teller);
        system.Stop(region);
        host.Run(100);
        return answers;
    }

    /// <summary>Tells many messages at once, and asks what came of it when all are answered.</summary>
    private sealed class Teller : UntypedActor
    {
        private readonly IActorRef _region;
        private readonly List<string> _answers;

        public Teller(IActorRef region, List<string> answers) => (_region, _answers) = (region, answers);

        protected override void PreStart()
        {
            for (var i = 0; i < Messages; i++)
            {
                _region.Tell(new ActorEnvelope("k", $"{i}"));
            }
        }

        protected override void OnReceive(object message)
        {
            _answers.Add(message is Status.Failure { Cause: MailboxFullException full } ? full.Message : $"{message}");
            if (_answers.Count == Messages)
            {
                _region.Tell(new ActorEnvelope("k", "?"));
            }
        }
    }
}
