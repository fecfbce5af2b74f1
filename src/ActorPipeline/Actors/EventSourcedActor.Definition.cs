using System.Text.Json.Serialization.Metadata;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Actors;

public abstract partial class EventSourcedActor<TMessage, TEvent, TState>
{
    /// <summary>
    /// How an actor's events, state and messages are written, where messages come from, what it emits.
    /// </summary>
    public sealed class Definition
    {
        private readonly List<ResultColumn> _outputs = [];
        private ICodec<TMessage>? _messages;

        internal EventCatalog<TEvent> Events { get; } = new();

        internal VersionedCodec<TState> StateCodec { get; } = new("the state");

        internal ICodec<TMessage> MessageCodec => _messages!;

        internal Func<RecordColumns, RecordReader<TMessage>>? RecordBinder { get; private set; }

        internal IReadOnlyList<ResultColumn> Outputs => _outputs;

        internal Func<Exception, Supervision> Supervise { get; private set; } = _ => Supervision.Resume;

        internal int StateBytes { get; private set; } = 200;

        internal int StashSize { get; private set; } = 1_000;

        internal bool HasMessages => _messages is not null;

        /// <summary>Names a type of event in the journal, with how it is written.</summary>
        /// <param name="name">The name: for ever, whatever becomes of the class.</param>
        /// <param name="codec">How it is written.</param>
        /// <param name="version">The version of that, at least 1. A new one comes with <see cref="Upcast"/>.</param>
        /// <typeparam name="T">The class or struct of the events.</typeparam>
        public Definition Event<T>(string name, ICodec<T> codec, int version = 1)
            where T : TEvent
        {
            Events.Add(name, version, codec);
            return this;
        }

        /// <summary>Names a type of event in the journal, written as JSON.</summary>
        /// <inheritdoc cref="Event{T}(string, ICodec{T}, int)" />
        public Definition Event<T>(string name, JsonTypeInfo<T> json, int version = 1)
            where T : TEvent => Event(name, Codec.Json(json), version);

        /// <summary>Says how an event of an older version, or one that is written no more, is read today.</summary>
        /// <param name="name">Its name in the journal.</param>
        /// <param name="version">Its version.</param>
        /// <param name="codec">How it was written.</param>
        /// <param name="upcast">What it is today.</param>
        /// <typeparam name="TOld">What it was read as.</typeparam>
        public Definition Upcast<TOld>(string name, int version, ICodec<TOld> codec, Func<TOld, TEvent> upcast)
        {
            Events.AddOld(name, version, codec, upcast);
            return this;
        }

        /// <summary>Says how the state is written in snapshots.</summary>
        /// <param name="codec">How it is written.</param>
        /// <param name="version">
        /// The version of that, at least 1. A new one comes with <see cref="UpcastState"/>.
        /// </param>
        public Definition State(ICodec<TState> codec, int version = 1)
        {
            StateCodec.SetCurrent(version, codec);
            return this;
        }

        /// <summary>Says that the state is written as JSON in snapshots.</summary>
        /// <inheritdoc cref="State(ICodec{TState}, int)" />
        public Definition State(JsonTypeInfo<TState> json, int version = 1) => State(Codec.Json(json), version);

        /// <summary>Says how state of an older version is read today.</summary>
        public Definition UpcastState<TOld>(int version, ICodec<TOld> codec, Func<TOld, TState> upcast)
        {
            StateCodec.Add(version, codec, upcast);
            return this;
        }

        /// <summary>
        /// Says how messages are written, where they are journaled: put aside, scheduled, to be retried.
        /// </summary>
        public Definition Messages(ICodec<TMessage> codec)
        {
            _messages = codec;
            return this;
        }

        /// <summary>Says that messages are written as JSON.</summary>
        /// <inheritdoc cref="Messages(ICodec{TMessage})" />
        public Definition Messages(JsonTypeInfo<TMessage> json) => Messages(Codec.Json(json));

        /// <summary>
        /// Says how a message is made of a record: <c>columns => { var v = columns.Int64("v"); return row => new
        /// Add(row[v]); }</c>.
        /// </summary>
        public Definition Records(Func<RecordColumns, RecordReader<TMessage>> binder)
        {
            RecordBinder = binder;
            return this;
        }

        /// <summary>Says that a record is a message in JSON.</summary>
        public Definition RecordsAsJson(JsonTypeInfo<TMessage> json)
        {
            var codec = Codec.Json(json);
            return Records(_ => row => codec.Read(row.Bytes));
        }

        /// <summary>Adds a column to the rows that the actor emits.</summary>
        public Definition Output(string name, ColumnType type)
        {
            if (_outputs.Exists(o => o.Name == name))
            {
                throw new ArgumentException($"two outputs are named '{name}'; rename one of them", nameof(name));
            }

            _outputs.Add(new ResultColumn(name, type, false));
            return this;
        }

        /// <summary>Says what is done when the actor fails at a message; without it, it is resumed.</summary>
        public Definition OnFailure(Func<Exception, Supervision> decide)
        {
            Supervise = decide;
            return this;
        }

        /// <summary>Says how much memory an actor's state takes, so that it can be limited.</summary>
        /// <param name="bytes">Bytes an actor; 200 if nothing is said.</param>
        public Definition StateSize(int bytes)
        {
            StateBytes = bytes;
            return this;
        }

        /// <summary>Says how many messages an actor may put aside; one more is a dead letter.</summary>
        /// <param name="messages">Messages an actor; 1,000 if nothing is said.</param>
        public Definition Stash(int messages)
        {
            StashSize = messages;
            return this;
        }

        internal void RequireMessages(string what)
        {
            if (_messages is null)
            {
                throw new InvalidOperationException(
                    $"{what} journals the message: say how it is written, with Messages(...) in Define");
            }
        }

        /// <summary>A message as it is journaled. Whatever its codec throws is its actor's failure.</summary>
        internal byte[] Encode(TMessage message)
        {
            if (message is string text)
            {
                WholeText.Check(text, "the message");
            }

            var bytes = new ByteArena();
            MessageCodec.Write(bytes, message);
            return bytes.Written.ToArray();
        }

        internal void CheckOutput(ReadOnlySpan<Value> values)
        {
            if (values.Length != _outputs.Count)
            {
                throw new ArgumentException(
                    $"values of a row: {values.Length}, outputs that are defined: {_outputs.Count}", nameof(values));
            }

            for (var i = 0; i < values.Length; i++)
            {
                if (values[i].Type is { } type && type != _outputs[i].Type)
                {
                    throw new ArgumentException(
                        $"output '{_outputs[i].Name}' is {_outputs[i].Type}, and the value {type}", nameof(values));
                }

                if (values[i].ToObject() is string text)
                {
                    WholeText.Check(text, $"output '{_outputs[i].Name}'");
                }
            }
        }
    }
}
