using System.Globalization;
using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace RecordPath.Tests.Actors.InCents;

/// <summary>The account after it was made to count cents.</summary>
internal sealed class Account : EventSourcedActor<string, PaidIn, long>
{
    public override long NewState() => 0;

    public override long Apply(long state, PaidIn @event) => state + @event.Cents;

    public override Effects Receive(string message, long state, Context context) => message == "sum"
        ? context.Emit($"the sum is {state} cents")
        : context.Persist(new PaidIn(long.Parse(message, CultureInfo.InvariantCulture)));

    public override void Define(Definition actor) => actor
        .Event("paid-in", OfLong(), version: 2).State(Codec.Int64, version: 2)
        .Upcast("paid-in", 1, Codec.Int64, euros => new PaidIn(euros * 100))
        .UpcastState(1, Codec.Int64, euros => euros * 100)
        .Output("text", ColumnType.String)
        .Records(columns =>
        {
            var text = columns.Text("s");
            return row => row[text];
        });

    private static ICodec<PaidIn> OfLong() => Codec.Of<PaidIn>(
        (writer, value) => Codec.Int64.Write(writer, value.Cents), bytes => new PaidIn(Codec.Int64.Read(bytes)));
}
