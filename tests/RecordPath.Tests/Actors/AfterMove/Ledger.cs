using System.Globalization;
using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace RecordPath.Tests.Actors.AfterMove;

/// <summary>The account after its classes were renamed and moved.</summary>
internal sealed class Ledger : EventSourcedActor<string, Deposited, long>
{
    public override long NewState() => 0;

    public override long Apply(long state, Deposited @event) => state + @event.Value;

    public override Effects Receive(string message, long state, Context context) => message == "sum"
        ? context.Emit($"the sum is {state}")
        : context.Persist(new Deposited(long.Parse(message, CultureInfo.InvariantCulture)));

    public override void Define(Definition actor) => actor
        .Event("paid-in", OfLong()).State(Codec.Int64)
        .Output("text", ColumnType.String)
        .Records(columns =>
        {
            var text = columns.Text("s");
            return row => row[text];
        });

    private static ICodec<Deposited> OfLong() => Codec.Of<Deposited>(
        (writer, value) => Codec.Int64.Write(writer, value.Value), bytes => new Deposited(Codec.Int64.Read(bytes)));
}
