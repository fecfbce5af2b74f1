using ActorPipeline.Actors;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;

namespace RecordPath.Tests.Actors;

/// <summary>The version that a request expects is that of the actor when it gets the message.</summary>
public sealed class ActorVersionTests
{
    private const int Steps = 500;

    private static readonly Supervision _restart = Supervision.Restart(1.Days(), 1.Days(), 2);

    [Fact]
    public async Task Of_two_requests_that_wait_for_one_version_while_the_actor_rests_one_is_refused()
    {
        var world = RestingWorld();
        using var host = world.Open();
        host.Run(Steps);
        var region = host.Host.Region<Script>();
        var first = await region.SendAsync("a", new Script(Op.Persist, 1), expectedVersion: 0);
        var again = await region.SendAsync("a", new Script(Op.Persist, 1), expectedVersion: 0);

        host.Run(Steps);
        world.Clock.Advance(2.Days());
        host.Run(Steps);

        await first;
        await Assert.ThrowsAsync<VersionConflictException>(() => again);
    }

    [Fact]
    public async Task A_request_that_waited_through_a_crash_happens_once_though_it_is_sent_again()
    {
        var world = RestingWorld();
        using var host = world.Open();
        host.Run(Steps);
        var lost = await host.Host.Region<Script>().SendAsync("a", new Script(Op.Persist, 1), expectedVersion: 0);
        host.Run(Steps);
        world.Crash(host);

        using var next = world.Open();
        var again = await next.Host.Region<Script>().SendAsync("a", new Script(Op.Persist, 1), expectedVersion: 0);
        next.Run(Steps);
        world.Clock.Advance(2.Days());
        next.Run(Steps);

        await Assert.ThrowsAsync<RegionClosedException>(() => lost);
        await Assert.ThrowsAsync<VersionConflictException>(() => again);
    }

    /// <summary>Its only record makes actor <c>a</c> rest for a day.</summary>
    private static World RestingWorld() => new(
        Plans.Of(new ActorSpec<Script, Noted, Digest>(new ScriptedActor(_ => _restart), Plans.Schema)), 1,
        new MemoryInput(["""{"t":0,"k":"a","s":"Fail","i":0}"""]) { IsFinite = false });
}
