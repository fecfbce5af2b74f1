using System.Buffers;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>
/// The events of an actor: what each type is called, how it is written, and how what was ever written is read.
/// </summary>
internal sealed class EventCatalog<TEvent>
    where TEvent : notnull
{
    private readonly List<EventType<TEvent>> _types = [];
    private readonly Dictionary<string, VersionedCodec<TEvent>> _readers = new(StringComparer.Ordinal);

    /// <summary>The events that are written, by their number.</summary>
    public IReadOnlyList<EventName> Names => [.. _types.Select(t => t.Name)];

    public void Add<T>(string name, int version, ICodec<T> codec)
        where T : TEvent
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        if (_types.Exists(t => t.Name.Name == name))
        {
            throw new ArgumentException($"two events are named '{name}'", nameof(name));
        }

        _types.Add(new EventType<TEvent, T>(new EventName(name, version), codec));
        AddOld(name, version, codec, value => value);
    }

    public void AddOld<TOld>(string name, int version, ICodec<TOld> codec, Func<TOld, TEvent> upcast)
    {
        if (!_readers.TryGetValue(name, out var readers))
        {
            _readers.Add(name, readers = new VersionedCodec<TEvent>($"event '{name}'"));
        }

        readers.Add(version, codec, upcast);
    }

    /// <summary>Reads an event of any version that is known.</summary>
    /// <exception cref="JournalException">It is not known.</exception>
    /// <exception cref="FormatDamageException">The bytes are no such event.</exception>
    public TEvent Read(EventName name, ReadOnlySpan<byte> bytes)
    {
        RefuseUnknown(name);
        return _readers[name.Name].Read(name.Version, bytes);
    }

    /// <exception cref="JournalException">The actor does not say how events of this name and version are read.
    /// </exception>
    public void RefuseUnknown(EventName name)
    {
        if (!_readers.TryGetValue(name.Name, out var readers) || !readers.CanRead(name.Version))
        {
            throw new JournalException(
                $"the journal has events '{name.Name}' of version {name.Version}, which the actor does not define; "
                + "add Upcast for them, or start over with --fresh", JournalFault.Incompatible);
        }
    }

    /// <summary>An event for a reader: JSON where it is written so.</summary>
    public string Describe(TEvent @event) =>
        _types.Select(t => t.Describe(@event)).FirstOrDefault(text => text is not null) ?? $"{@event}";

    /// <summary>Writes an event; returns its number.</summary>
    public int Write(IBufferWriter<byte> writer, TEvent @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        if (@event is string text)
        {
            WholeText.Check(text, "the event");
        }

        var number = _types.Count == 1 ? 0 : NumberOf(@event.GetType());
        if (number >= 0 && _types[number].TryWrite(writer, @event))
        {
            return number;
        }

        throw new InvalidOperationException(
            $"an event of type {@event.GetType().Name} has no name in the journal; add it in Define");
    }

    /// <summary>
    /// The number of a class: its own, or that of the nearest class that it is derived from, or of an interface.
    /// </summary>
    private int NumberOf(Type type)
    {
        for (var known = type; known is not null; known = known.BaseType)
        {
            if (_types.FindIndex(t => t.Type == known) is >= 0 and var number)
            {
                return number;
            }
        }

        return _types.FindIndex(t => t.Type.IsAssignableFrom(type));
    }
}
