using ActorPipeline.Actors;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;

namespace RecordPath.Tests.Actors;

public sealed class ActorStopTests
{
    [Fact]
    public void A_timer_that_comes_due_while_a_run_ends_is_left_to_the_next_run()
    {
        var world = new World(
            Plans.Of(new ActorSpec<Script, Noted, Digest>(new ScriptedActor(), Plans.Schema)), 1,
            new MemoryInput(["""{"t":0,"k":"a","s":"SetTimerAfter","i":600000000}"""]));
        using var host = world.Open();
        while (!host.Host.Parts.Shards.All(s => s.IsDraining))
        {
            host.Step();
        }

        world.Clock.Advance(1.Days());
        host.RunToEnd();

        Assert.All(host.Host.Shards, s => Assert.False(s.HasProgress));
        Assert.Empty(world.Results.Rows);

        world.Inputs[0].IsFinite = false;
        using var next = world.Open();
        next.Run(500);

        Assert.Single(world.Results.Rows);
    }
}
