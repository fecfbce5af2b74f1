using ActorPipeline.Expressions;
using ActorPipeline.Plan;

namespace ActorPipeline.Actors;

/// <summary>An actor for a plan: defined once, shared by all shards.</summary>
/// <typeparam name="TMessage">What it is told.</typeparam>
/// <typeparam name="TEvent">What happened; journaled.</typeparam>
/// <typeparam name="TState">What it knows.</typeparam>
public sealed class ActorSpec<TMessage, TEvent, TState> : ActorSpec, IProgramFactory, IEventSource<TEvent>
    where TMessage : notnull
    where TEvent : notnull
{
    /// <summary>Defines an actor over the columns of records; null where there are none, but requests only.</summary>
    /// <exception cref="ArgumentException">Something of its definition is missing or wrong.</exception>
    /// <exception cref="ExpressionException">It asks for a column that there is not.</exception>
    public ActorSpec(EventSourcedActor<TMessage, TEvent, TState> actor, ExpressionSchema? schema)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Actor = actor;
        Definition = new EventSourcedActor<TMessage, TEvent, TState>.Definition();
        actor.Define(Definition);
        if (Definition.StateCodec.Version == 0)
        {
            throw new ArgumentException(
                $"{actor.Name} does not say how its state is written; add State(...) in Define", nameof(actor));
        }

        if (Definition.Events.Names.Count == 0)
        {
            throw new ArgumentException(
                $"{actor.Name} names no event; add Event(...) in Define", nameof(actor));
        }

        var columns = new RecordColumns(schema ?? ExpressionSchema.Empty);
        Reader = schema is null ? null : Definition.RecordBinder?.Invoke(columns);
        MessageColumns = columns.Asked;
    }

    /// <inheritdoc />
    public override string Name => Actor.Name;

    /// <inheritdoc />
    public override Type ActorType => Actor.GetType();

    /// <inheritdoc />
    public override Type MessageType => typeof(TMessage);

    /// <inheritdoc />
    public override IReadOnlyList<TypedExpression> MessageColumns { get; } = [];

    /// <inheritdoc />
    public override bool ReadsRecords => Reader is not null;

    /// <inheritdoc />
    public override IReadOnlyList<EventName> Events => Definition.Events.Names;

    /// <inheritdoc />
    public override IReadOnlyList<ResultColumn> Outputs => Definition.Outputs;

    internal EventSourcedActor<TMessage, TEvent, TState> Actor { get; }

    internal EventSourcedActor<TMessage, TEvent, TState>.Definition Definition { get; }

    /// <summary>Makes messages of records; null where the actor is not fed by records.</summary>
    internal RecordReader<TMessage>? Reader { get; }

    EventCatalog<TEvent> IEventSource<TEvent>.Catalog => Definition.Events;

    IShardProgram IProgramFactory.Create(PipelinePlan plan, StateHistory history) =>
        new ActorProgram<TMessage, TEvent, TState>(this, plan, history);

    ActorRequest? IProgramFactory.CreateRequest(
        ulong hash, byte[] key, object message, long? expectedVersion, IRequester? requester) =>
        message is TMessage told
            ? new ActorRequest<TMessage>(hash, key, told) { ExpectedVersion = expectedVersion, Requester = requester }
            : null;
}
