using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Sharding;
using ActorPipeline.Sinks;
using ActorPipeline.TestKit.Simulation.Scripted;

namespace ActorPipeline.TestKit.Simulation;

/// <summary>What simulations run on.</summary>
internal sealed record SimulationOptions
{
    /// <summary>Makes the empty journal that all nodes of a simulation share, which disposes it.</summary>
    /// <value>Default: one in memory.</value>
    public Func<IJournal> CreateJournal { get; init; } = () => new InMemoryJournal();

    /// <summary>Puts something before the shard log of a node; null for nothing.</summary>
    public Func<IShardLog, IShardLog>? WrapShardLog { get; init; }

    /// <summary>Puts something before a sink of a node; null for nothing.</summary>
    public Func<ISink, ISink>? WrapSink { get; init; }

    /// <summary>Puts something before the journal as a process of a node sees it; null for nothing.</summary>
    public Func<IJournal, IJournal>? WrapJournal { get; init; }

    /// <summary>Puts something before the program of a shard.</summary>
    internal Func<IShardProgram, IShardProgram> WrapProgram { get; init; } = program => program;

    /// <summary>Makes the actor of pipelines that have one.</summary>
    internal Func<Traits, ScriptedActor> CreateActor { get; init; } = traits => new ScriptedActor(traits);

    /// <summary>Whether the client says which version of an actor it expects.</summary>
    internal bool ClientExpectsVersions { get; init; } = true;

    /// <summary>Runs that may be spent on shortening the schedule of a failure.</summary>
    /// <value>Default 300; 0 for none.</value>
    public int ShorteningRuns { get; init; } = 300;
}
