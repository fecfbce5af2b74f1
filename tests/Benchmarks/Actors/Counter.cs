using ActorPipeline.Actors;

namespace Benchmarks.Actors;

/// <summary>The smallest actor there is: it adds up numbers, one event a message.</summary>
internal sealed class Counter : EventSourcedActor<Add, Added, long>
{
    public override long NewState() => 0;

    public override Effects Receive(Add message, long state, Context context) =>
        message.IsAsked ? context.Persist(new Added(message.By)).ReplyWith(total => total) :
        context.Persist(new Added(message.By));

    public override long Apply(long state, Added @event) => state + @event.By;

    public override void Define(Definition actor) => actor
        .Event("added", Codec.Of<Added>((w, e) => Codec.Int64.Write(w, e.By), b => new Added(Codec.Int64.Read(b))))
        .State(Codec.Int64)
        .Records(columns =>
        {
            var value = columns.Double("v");
            return row => new Add((long)row[value], false);
        });
}
