namespace ActorPipeline.Actors;

public abstract partial class EventSourcedActor<TMessage, TEvent, TState>
{
    /// <summary>
    /// Who an actor is and when something happens to it; and the beginning of what it does about it. Reused: valid
    /// during the call only.
    /// </summary>
    public sealed class Context
    {
        private readonly Func<string> _key;

        internal Context(Definition definition, Func<string> key) => (Effects, _key) = (new Effects(definition), key);

        /// <summary>The actor's key: its text, or the parts of a key with several, joined by <c>|</c>.</summary>
        public string Key => _key();

        /// <summary>Number of events of the actor so far.</summary>
        public long Version { get; internal set; }

        /// <summary>
        /// When it happens, microseconds since 1970: a record's event time; when a timer was due; for a request the
        /// time at which the node took it.
        /// </summary>
        public long TimeUs { get; internal set; }

        /// <summary>When it happens, see <see cref="TimeUs"/>.</summary>
        public DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddTicks(TimeUs * TimeSpan.TicksPerMicrosecond);

        /// <summary>Nothing happens; the message is handled.</summary>
        public Effects None => Effects;

        internal Effects Effects { get; }

        /// <inheritdoc cref="Effects.Persist(TEvent)" />
        public Effects Persist(TEvent @event) => Effects.Persist(@event);

        /// <inheritdoc cref="Effects.Persist(ReadOnlySpan{TEvent})" />
        public Effects Persist(params ReadOnlySpan<TEvent> events) => Effects.Persist(events);

        /// <inheritdoc cref="Effects.Emit" />
        public Effects Emit(params ReadOnlySpan<Value> values) => Effects.Emit(values);

        /// <inheritdoc cref="Effects.Reply" />
        public Effects Reply(object reply) => Effects.Reply(reply);

        /// <inheritdoc cref="Effects.ReplyWith" />
        public Effects ReplyWith(Func<TState, object> reply) => Effects.ReplyWith(reply);

        /// <inheritdoc cref="Effects.SetTimer" />
        public Effects SetTimer(string name, DateTimeOffset at) => Effects.SetTimer(name, at);

        /// <inheritdoc cref="Effects.SetTimerAfter" />
        public Effects SetTimerAfter(string name, TimeSpan delay) => Effects.SetTimerAfter(name, delay);

        /// <inheritdoc cref="Effects.CancelTimer" />
        public Effects CancelTimer(string name) => Effects.CancelTimer(name);

        /// <inheritdoc cref="Effects.Schedule" />
        public Effects Schedule(string name, TMessage message, TimeSpan delay, int retries = 0) =>
            Effects.Schedule(name, message, delay, retries);

        /// <inheritdoc cref="Effects.Stash" />
        public Effects Stash() => Effects.Stash();

        /// <inheritdoc cref="Effects.UnstashAll" />
        public Effects UnstashAll() => Effects.UnstashAll();

        /// <inheritdoc cref="Effects.Passivate" />
        public Effects Passivate() => Effects.Passivate();

        /// <inheritdoc cref="Effects.Forget" />
        public Effects Forget() => Effects.Forget();
    }
}
