using ActorPipeline.Journal;
using ActorPipeline.Sharding;
using ActorPipeline.Sinks;

namespace ActorPipeline.TestKit.Simulation;

/// <summary>What simulations run on. Each function puts another component in the place of the one in memory.</summary>
public sealed record SimulationOptions
{
    /// <summary>Puts something before the journal that all nodes share; null for nothing.</summary>
    public Func<IJournal, IJournal>? WrapJournal { get; init; }

    /// <summary>Puts something before the shard log of a node; null for nothing.</summary>
    public Func<IShardLog, IShardLog>? WrapShardLog { get; init; }

    /// <summary>Puts something before a sink of a node; null for nothing.</summary>
    public Func<ISink, ISink>? WrapSink { get; init; }

    /// <summary>Runs that may be spent on shortening the schedule of a failure.</summary>
    /// <value>Default 300; 0 for none.</value>
    public int ShorteningRuns { get; init; } = 300;
}
