using ActorPipeline.Actors;

namespace ActorPipeline.Tests.Definitions;

/// <summary>An actor that can't be fed by records.</summary>
internal sealed class Deaf : EventSourcedActor<long, long, long>
{
    public override long NewState() => 0;

    public override Effects Receive(long message, long state, Context context) => context.Persist(message);

    public override long Apply(long state, long @event) => state + @event;

    public override void Define(Definition actor) => actor.Event("added", Codec.Int64).State(Codec.Int64);
}
