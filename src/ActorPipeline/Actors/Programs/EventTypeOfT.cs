using System.Buffers;
using ActorPipeline.Plan;

namespace ActorPipeline.Actors;

/// <summary>A type of event that is a class or struct of its own.</summary>
internal sealed class EventType<TEvent, T>(EventName name, ICodec<T> codec) : EventType<TEvent>(name, typeof(T))
    where T : TEvent
{
    public override bool TryWrite(IBufferWriter<byte> writer, TEvent @event)
    {
        if (@event is not T value)
        {
            return false;
        }

        codec.Write(writer, value);
        return true;
    }

    public override string? Describe(TEvent @event) => @event is T value ? ContentText.Of(codec, value) : null;
}
