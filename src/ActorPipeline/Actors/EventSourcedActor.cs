using ActorPipeline.Expressions;
using ActorPipeline.Plan;

namespace ActorPipeline.Actors;

/// <summary>
/// An actor written in C#: one for each key, with state that is made of events. <see cref="Receive"/> decides what
/// happens; <see cref="Apply"/> is the only code that changes state, live and when it is rebuilt from the journal. Both
/// are pure: no clock, no randomness, no I/O, nothing outside their arguments. One object serves all keys and all
/// shards, so it must not have state of its own.
/// </summary>
/// <typeparam name="TMessage">What it is told.</typeparam>
/// <typeparam name="TEvent">What happened; journaled.</typeparam>
/// <typeparam name="TState">What it knows.</typeparam>
public abstract partial class EventSourcedActor<TMessage, TEvent, TState> : ActorBase
    where TMessage : notnull
    where TEvent : notnull
{
    /// <summary>The state of an actor to which nothing has happened yet.</summary>
    public abstract TState NewState();

    /// <summary>Decides what a message does.</summary>
    /// <param name="message">The message.</param>
    /// <param name="state">The actor's state; not to be changed here.</param>
    /// <param name="context">Who the actor is, when this happens, and the beginning of effects.</param>
    /// <returns>What is to happen: effects of <paramref name="context"/>.</returns>
    /// <remarks>An exception means that nothing happens; what becomes of the message is for supervision.</remarks>
    public abstract Effects Receive(TMessage message, TState state, Context context);

    /// <summary>The state after an event. Does not throw, and decides nothing: an event is a fact.</summary>
    public abstract TState Apply(TState state, TEvent @event);

    /// <summary>Decides what a timer does that has come due.</summary>
    /// <param name="timer">The name that it was set with.</param>
    /// <param name="state">The actor's state; not to be changed here.</param>
    /// <param name="context">As for a message; the event time is when the timer was due.</param>
    public virtual Effects OnTimer(string timer, TState state, Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.None;
    }

    /// <summary>
    /// Says how events, state and messages are written, and what is emitted. Called when a plan is made, and says the
    /// same each time.
    /// </summary>
    public abstract void Define(Definition actor);

    /// <inheritdoc />
    public sealed override ActorSpec ToSpec(ExpressionSchema? columns) =>
        new ActorSpec<TMessage, TEvent, TState>(this, columns);
}
