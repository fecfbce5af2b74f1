using ActorPipeline.Records;

namespace ActorPipeline.Actors;

public abstract partial class EventSourcedActor<TMessage, TEvent, TState>
{
    /// <summary>
    /// What a message or a timer does, as a chain: <c>context.Persist(paid).Emit("paid").Reply(true)</c>. It happens
    /// after the method that returns it, all of it or nothing, in one commit: events in their order first, then the
    /// rest. Reused: not to be kept.
    /// </summary>
    public sealed class Effects
    {
        private readonly Definition _definition;

        internal Effects(Definition definition) => _definition = definition;

        internal List<TEvent> Events { get; } = [];

        internal List<Value> Values { get; } = [];

        internal List<TimerChange> Timers { get; } = [];

        internal object? ReplyValue { get; private set; }

        internal Func<TState, object>? ReplyFunction { get; private set; }

        internal bool IsStashed { get; private set; }

        internal bool IsUnstashed { get; private set; }

        internal bool IsPassivated { get; private set; }

        internal bool IsForgotten { get; private set; }

        /// <summary>Journals an event and applies it.</summary>
        public Effects Persist(TEvent @event)
        {
            Events.Add(@event);
            return this;
        }

        /// <summary>Journals events and applies them, in this order.</summary>
        public Effects Persist(params ReadOnlySpan<TEvent> events)
        {
            Events.AddRange(events);
            return this;
        }

        /// <summary>
        /// Emits a row to the sink: the actor's key, then these values, one for each output that the actor defined.
        /// </summary>
        /// <exception cref="ArgumentException">
        /// There are more or fewer, one is of another type, or a text has half of a surrogate pair in it.
        /// </exception>
        public Effects Emit(params ReadOnlySpan<Value> values)
        {
            _definition.CheckOutput(values);
            Values.AddRange(values);
            return this;
        }

        /// <summary>Answers the request, once the commit is on disk; without meaning for what is no request.</summary>
        public Effects Reply(object reply)
        {
            (ReplyValue, ReplyFunction) = (reply, null);
            return this;
        }

        /// <summary>Answers the request by the state after all events, once the commit is on disk.</summary>
        public Effects ReplyWith(Func<TState, object> reply)
        {
            (ReplyValue, ReplyFunction) = (null, reply);
            return this;
        }

        /// <summary>
        /// Sets a timer of event time: it comes due when the watermark reaches that time, exactly once, also after a
        /// restart. One of the same name is replaced.
        /// </summary>
        public Effects SetTimer(string name, DateTimeOffset at) => Add(
            name, TimerClock.Event, (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

        /// <summary>
        /// Sets a timer of the node's time: it comes due after a delay, exactly once, also after a restart. One of the
        /// same name is replaced.
        /// </summary>
        public Effects SetTimerAfter(string name, TimeSpan delay) =>
            Add(name, TimerClock.Node, delay.Ticks / TimeSpan.TicksPerMicrosecond);

        /// <summary>Removes a timer, or a scheduled message; nothing happens where there is none.</summary>
        public Effects CancelTimer(string name) => Add(name, TimerClock.None, 0);

        /// <summary>
        /// Schedules a message to this actor after a delay of the node's time: a job. Where the actor fails at it, it
        /// is tried again, with a pause that doubles from one second up to a minute; at last it is a dead letter. Needs
        /// <see cref="Definition.Messages(ICodec{TMessage})"/>.
        /// </summary>
        /// <param name="name">Its name among the actor's timers; one of the same name is replaced.</param>
        /// <param name="message">The message.</param>
        /// <param name="delay">How long from now.</param>
        /// <param name="retries">How often it is tried again.</param>
        public Effects Schedule(string name, TMessage message, TimeSpan delay, int retries = 0)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            WholeText.Check(name, "the timer's name");
            ArgumentOutOfRangeException.ThrowIfNegative(retries);
            _definition.RequireMessages("Schedule");
            Timers.Add(new TimerChange(
                name, TimerClock.Node, delay.Ticks / TimeSpan.TicksPerMicrosecond, retries,
                _definition.Encode(message)));
            return this;
        }

        /// <summary>
        /// Puts the message aside, to be handled after <see cref="UnstashAll"/>, in order. Needs
        /// <see cref="Definition.Messages(ICodec{TMessage})"/>, because what is put aside is journaled. Whoever made a
        /// request goes on waiting, as long as this process lives.
        /// </summary>
        public Effects Stash()
        {
            _definition.RequireMessages("Stash");
            IsStashed = true;
            return this;
        }

        /// <summary>Handles what was put aside, after this message.</summary>
        public Effects UnstashAll()
        {
            IsUnstashed = true;
            return this;
        }

        /// <summary>
        /// Says that the actor is not needed soon, so that it is among the first to leave memory. It comes back with
        /// its next message.
        /// </summary>
        public Effects Passivate()
        {
            IsPassivated = true;
            return this;
        }

        /// <summary>
        /// Ends the actor: its state is as if nothing had ever happened, and its timers are gone. Messages that it has
        /// put aside stay.
        /// </summary>
        public Effects Forget()
        {
            IsForgotten = true;
            return this;
        }

        internal void Clear()
        {
            Events.Clear();
            Values.Clear();
            Timers.Clear();
            (ReplyValue, ReplyFunction) = (null, null);
            (IsStashed, IsUnstashed, IsPassivated, IsForgotten) = (false, false, false, false);
        }

        private Effects Add(string name, TimerClock clock, long us)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            WholeText.Check(name, "the timer's name");
            Timers.Add(new TimerChange(name, clock, us, 0, null));
            return this;
        }
    }
}
