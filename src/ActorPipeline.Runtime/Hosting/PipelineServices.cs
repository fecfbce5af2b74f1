using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Sharding;
using ActorPipeline.Sinks;
using ActorPipeline.Sources;
using Akka.Actor;

namespace ActorPipeline.Runtime.Hosting;

/// <summary>What a pipeline needs from outside the engine.</summary>
public sealed record PipelineServices
{
    /// <summary>
    /// The journal, opened; the host does not dispose it. Where <see cref="CreateJournal"/> makes what writes it, only
    /// who reads events needs it, and it may be null.
    /// </summary>
    public IJournal? Journal { get; init; }

    /// <summary>
    /// The journal as an actor of a system that takes what <see cref="Persistence.JournalProtocol"/> says, such as
    /// <see cref="Persistence.PersistenceJournal"/>; null where <see cref="Journal"/> is written
    /// too.
    /// </summary>
    public Func<ActorSystem, Props>? CreateJournal { get; init; }

    /// <summary>What an operator knows the journal by.</summary>
    public string JournalName { get => field ?? Journal?.Description ?? "the journal"; init; }

    /// <summary>Makes the results' sink; called again after a transient failure of the last one.</summary>
    public required Func<PipelinePlan, ISink> CreateSink { get; init; }

    /// <summary>Makes the dead letters' sink; partition names come from the opened source.</summary>
    public required Func<PipelinePlan, IReadOnlyList<string>, ISink> CreateDeadLetterSink { get; init; }

    /// <summary>
    /// Opens a source that is not built in, given the plan and what the last run journaled of the source's state; null
    /// for the built-in one that the plan names.
    /// </summary>
    public Func<PipelinePlan, ReadOnlyMemory<byte>, ISource>? OpenSource { get; init; }

    /// <summary>Makes what a shard's actors run, without state.</summary>
    internal Func<PipelinePlan, StateHistory, IShardProgram> CreateProgram { get; init; } = Programs.Create;

    /// <summary>
    /// Puts something before the links to the shards, such as faults: appends may come to them again, but stay in each
    /// partition's order. Null for nothing.
    /// </summary>
    public Func<IShardLog, IShardLog>? WrapShardLog { get; init; }

    /// <summary>The clock: commit intervals, idleness, backoff.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The actor system that the pipeline's actors live in; null for one of its own, which ends with it.
    /// </summary>
    public ActorSystem? System { get; init; }
}
