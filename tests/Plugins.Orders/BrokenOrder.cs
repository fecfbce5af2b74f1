using ActorPipeline.Actors;

namespace Plugins.Orders;

/// <summary>An actor whose constructor fails.</summary>
public sealed class BrokenOrder : EventSourcedActor<long, long, long>
{
    /// <summary>Fails.</summary>
    public BrokenOrder() => throw new InvalidOperationException("no licence");

    /// <inheritdoc />
    public override long NewState() => 0;

    /// <inheritdoc />
    public override Effects Receive(long message, long state, Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.None;
    }

    /// <inheritdoc />
    public override long Apply(long state, long @event) => state;

    /// <inheritdoc />
    public override void Define(Definition actor)
    {
    }
}
