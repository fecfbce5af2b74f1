using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Definitions;

/// <summary>An actor that adds numbers.</summary>
internal sealed class Sum : EventSourcedActor<long, long, long>
{
    public override long NewState() => 0;

    public override Effects Receive(long message, long state, Context context) =>
        context.Persist(message).Emit(state + message);

    public override long Apply(long state, long @event) => state + @event;

    public override void Define(Definition actor) => actor
        .Event("added", Codec.Int64)
        .State(Codec.Int64)
        .Output("total", ColumnType.Int64)
        .Records(columns =>
        {
            var n = columns.Int64("n");
            return row => row[n];
        });
}
