using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace Samples.Tests.Saga;

/// <summary>
/// A wallet, in which each booking has an id: one that comes again, because its answer was lost, is answered again and
/// changes nothing. A wallet takes no deposits before it was opened.
/// </summary>
internal sealed class Wallet : EventSourcedActor<Wallet.Command, Wallet.Booked, Wallet.Content>
{
    public override Content NewState() => new(false, 0, []);

    public override Effects Receive(Command message, Content state, Context context)
    {
        if (state.Seen.Contains(message.Id))
        {
            return context.Reply(true);
        }

        var isPossible = message.IsOpening || (state.IsOpen && state.Balance + message.Amount >= 0);
        return isPossible
            ? context.Persist(new Booked(message.Id, message.Amount)).Emit(message.Amount).Reply(true)
            : context.Reply(false);
    }

    public override Content Apply(Content state, Booked @event) =>
        new(true, state.Balance + @event.Amount, [.. state.Seen.TakeLast(99), @event.Id]);

    public override void Define(Definition actor) => actor
        .Event("booked", SagaJson.Default.Booked)
        .State(SagaJson.Default.Content)
        .Output("amount", ColumnType.Decimal);

    internal sealed record Command(string Id, decimal Amount, bool IsOpening = false);

    internal sealed record Booked(string Id, decimal Amount);

    internal sealed record Content(bool IsOpen, decimal Balance, IReadOnlyList<string> Seen);
}
