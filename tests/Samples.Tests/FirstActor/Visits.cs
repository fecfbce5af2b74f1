using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace Samples.Tests.FirstActor;

internal sealed class Visits : EventSourcedActor<string, string, long>
{
    public override long NewState() => 0;
    public override Effects Receive(string page, long visits, Context context) =>
        context.Persist(page).Emit(page, visits + 1).Reply(visits + 1);
    public override long Apply(long visits, string page) => visits + 1;
    public override void Define(Definition actor) => actor
        .Event("visited", Codec.Text).State(Codec.Int64)
        .Output("page", ColumnType.String).Output("visits", ColumnType.Int64);
}
