using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace ActorPipeline.Extensions.Hosting.Tests;

/// <summary>An actor that adds numbers and answers with the sum.</summary>
internal sealed class Counter : EventSourcedActor<long, long, long>
{
    public override long NewState() => 0;

    public override Effects Receive(long message, long state, Context context) =>
        context.Persist(message).Emit(state + message).ReplyWith(sum => sum);

    public override long Apply(long state, long @event) => state + @event;

    public override void Define(Definition actor) => actor
        .Event("added", Codec.Int64)
        .State(Codec.Int64)
        .Output("sum", ColumnType.Int64)
        .Records(columns =>
        {
            var n = columns.Int64("n");
            return row => row[n];
        });
}
