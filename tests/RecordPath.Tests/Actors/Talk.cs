using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;

namespace RecordPath.Tests.Actors;

/// <summary>A running pipeline of <see cref="TalkingActor"/>s in one shard, and a test that talks to them.</summary>
internal sealed class Talk : IDisposable
{
    private readonly SteppedHost _host;
    private readonly ActorRegion<string> _region;

    public Talk(TalkingActor actor, EngineOptions? engine = null, Action<World>? prepare = null)
        : this(NewWorld(actor, engine), prepare)
    {
    }

    public Talk(World world, Action<World>? prepare = null)
    {
        World = world;
        prepare?.Invoke(world);
        _host = world.Open();
        _region = _host.Host.Region<string>();
    }

    public World World { get; }

    public SteppedHost Host => _host;

    public static World NewWorld(TalkingActor actor, EngineOptions? engine = null)
    {
        var plan = Plans.Of(
            new ActorSpec<string, string, string>(actor, Plans.Schema), shards: 1, engine: engine ?? Plans.Tiny);
        return new World(plan, 1, new MemoryInput([]) { IsFinite = false });
    }

    /// <summary>Sends a message; the answer comes while the pipeline goes on. Null when there is no room.</summary>
    public Task? Send(string message, string key = "a", long? expectedVersion = null)
    {
        var sent = _region.SendAsync(key, message, expectedVersion);
        return sent.IsCompleted ? sent.Result : null;
    }

    /// <summary>Sends a message and waits for its end.</summary>
    public void Tell(string message, string key = "a", long? expectedVersion = null)
    {
        var sent = Send(message, key, expectedVersion)!;
        GoOn();
        Assert.True(sent.IsCompleted, $"'{message}' is not answered");
        sent.GetAwaiter().GetResult();
    }

    /// <summary>A record of the input.</summary>
    public void Add(long timeUs, string message, string key = "a")
    {
        World.Inputs[0].Add($$"""{"t":{{timeUs}},"k":"{{key}}","s":"{{message}}"}""");
        GoOn();
    }

    /// <summary>Lets all stages do what there is, while time passes.</summary>
    public void GoOn(TimeSpan time = default)
    {
        World.Clock.Advance(time);
        for (var round = 0; round < 30; round++)
        {
            while (_host.Round())
            {
            }

            World.Clock.Advance(TimeSpan.FromMilliseconds(5));
        }
    }

    /// <summary>What an actor has said, as of the last commit.</summary>
    public string StateOf(string key = "a")
    {
        var sent = (Task<object?>)Send("state?", key)!;
        GoOn();
        Assert.True(sent.IsCompleted, "the state is not told");
        return (string)sent.Result!;
    }

    public void Dispose() => _host.Dispose();
}
