using ActorPipeline.Actors;

namespace RecordPath.Tests.Actors;

/// <summary>An actor that takes 1, 2, 3 and so on, and fails at any other number; 0 asks how far it has come.</summary>
internal sealed class Sequence : EventSourcedActor<long, long, long>
{
    public override long NewState() => 0;

    public override long Apply(long state, long @event) => @event;

    public override Effects Receive(long message, long state, Context context) =>
        message == 0 ? context.Reply(state)
        : message == state + 1 ? context.Persist(message)
        : throw new InvalidOperationException($"{message} after {state}");

    public override void Define(Definition actor) => actor.Event("next", Codec.Int64).State(Codec.Int64);
}
