using ActorPipeline.Actors;

namespace Plugins.Orders;

/// <summary>An actor that can't be made without being told something.</summary>
/// <param name="step">How much it counts.</param>
public sealed class OtherOrder(long step) : EventSourcedActor<long, long, long>
{
    /// <inheritdoc />
    public override long NewState() => 0;

    /// <inheritdoc />
    public override Effects Receive(long message, long state, Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Persist(step);
    }

    /// <inheritdoc />
    public override long Apply(long state, long @event) => state + @event;

    /// <inheritdoc />
    public override void Define(Definition actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Event("counted", Codec.Int64).State(Codec.Int64);
    }
}
