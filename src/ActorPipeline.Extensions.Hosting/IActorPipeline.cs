using ActorPipeline.Events;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Regions;
using Akka.Actor;

namespace ActorPipeline.Extensions.Hosting;

/// <summary>
/// A pipeline that an actor system hosts: <c>ActorPipelines.Of(system)["orders"]</c>. May be used by any thread at any
/// time.
/// </summary>
public interface IActorPipeline
{
    /// <summary>The pipeline's name.</summary>
    string Name { get; }

    /// <summary>Where it is in its life.</summary>
    HostedPipelineState State { get; }

    /// <summary>A look at the run; null before it runs. After the run, the last look.</summary>
    PipelineStatus? Status { get; }

    /// <summary>Why it failed; null where it did not.</summary>
    Exception? Failure { get; }

    /// <summary>Ends with the run, however that ends; never fails.</summary>
    Task<HostedPipelineState> Completion { get; }

    /// <summary>
    /// The actors as one: tell it an <see cref="ActorEnvelope"/>. Before the pipeline runs, envelopes wait, up to a
    /// number; after its end their senders get a <see cref="Status.Failure"/>.
    /// </summary>
    IActorRef RegionRef { get; }

    /// <summary>The actors, for messages from inside the process.</summary>
    /// <typeparam name="TMessage">What the pipeline's actor is told.</typeparam>
    /// <exception cref="PipelineNotRunningException">It does not run yet, or any more.</exception>
    /// <exception cref="InvalidOperationException">It has no actor, or one that is told other things.</exception>
    ActorRegion<TMessage> Region<TMessage>()
        where TMessage : notnull;

    /// <summary>The actors, as soon as the pipeline runs.</summary>
    /// <typeparam name="TMessage">What the pipeline's actor is told.</typeparam>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="PipelineNotRunningException">It does not run any more, or never will.</exception>
    /// <exception cref="InvalidOperationException">It has no actor, or one that is told other things.</exception>
    Task<ActorRegion<TMessage>> RegionAsync<TMessage>(CancellationToken cancellation = default)
        where TMessage : notnull;

    /// <summary>The events of the actors, as history and live, as soon as the pipeline runs.</summary>
    /// <typeparam name="TEvent">What the pipeline's actor journals.</typeparam>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="PipelineNotRunningException">It does not run any more, or never will.</exception>
    /// <exception cref="InvalidOperationException">It has no actor with such events.</exception>
    Task<EventStore<TEvent>> EventsAsync<TEvent>(CancellationToken cancellation = default)
        where TEvent : notnull;
}
