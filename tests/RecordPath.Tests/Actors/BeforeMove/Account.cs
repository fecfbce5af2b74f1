using System.Globalization;
using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace RecordPath.Tests.Actors.BeforeMove;

/// <summary>An account, as it was written first.</summary>
internal sealed class Account : EventSourcedActor<string, PaidIn, long>
{
    public override long NewState() => 0;

    public override long Apply(long state, PaidIn @event) => state + @event.Amount;

    public override Effects Receive(string message, long state, Context context) => message == "sum"
        ? context.Emit($"the sum is {state}")
        : context.Persist(new PaidIn(long.Parse(message, CultureInfo.InvariantCulture)));

    public override void Define(Definition actor) => actor
        .Event("paid-in", OfLong()).State(Codec.Int64)
        .Output("text", ColumnType.String)
        .Records(columns =>
        {
            var text = columns.Text("s");
            return row => row[text];
        });

    private static ICodec<PaidIn> OfLong() => Codec.Of<PaidIn>(
        (writer, value) => Codec.Int64.Write(writer, value.Amount), bytes => new PaidIn(Codec.Int64.Read(bytes)));
}
