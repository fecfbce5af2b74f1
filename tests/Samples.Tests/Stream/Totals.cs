using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace Samples.Tests.Stream;

/// <summary>Adds up what it is told, in cents.</summary>
internal sealed class Totals : EventSourcedActor<long, long, long>
{
    public override long NewState() => 0;

    public override Effects Receive(long cents, long total, Context context) =>
        context.Persist(cents).Emit(total + cents).ReplyWith(sum => sum);

    public override long Apply(long total, long cents) => total + cents;

    public override void Define(Definition actor) => actor
        .Event("added", Codec.Int64).State(Codec.Int64).Output("total", ColumnType.Int64);
}
