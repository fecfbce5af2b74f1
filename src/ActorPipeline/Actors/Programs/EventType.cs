using System.Buffers;
using ActorPipeline.Plan;

namespace ActorPipeline.Actors;

/// <summary>A type of event.</summary>
internal abstract class EventType<TEvent>(EventName name, Type type)
{
    public EventName Name { get; } = name;

    /// <summary>The class or struct of the events.</summary>
    public Type Type { get; } = type;

    /// <summary>Writes an event if it is of this type.</summary>
    public abstract bool TryWrite(IBufferWriter<byte> writer, TEvent @event);

    /// <summary>An event for a reader; null where it is of another type.</summary>
    public abstract string? Describe(TEvent @event);
}
