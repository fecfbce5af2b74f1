using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace Samples.Tests.OrderLifecycle;

/// <summary>
/// An order: placed, paid, shipped. One that is not paid within half an hour of event time expires, by a timer that
/// survives a restart. What makes no sense is refused by an exception, and its record becomes a dead letter.
/// </summary>
internal sealed class Order : EventSourcedActor<Order.Step, Order.Happened, Order.Situation>
{
    private const string Payment = "payment";
    private static readonly TimeSpan _timeToPay = TimeSpan.FromMinutes(30);

    public override Situation NewState() => new("new", 0);

    public override Effects Receive(Step message, Situation state, Context context) =>
        (state.Status, message.What) switch
        {
            ("new", "placed") => context.Persist(new Placed(message.Amount))
                .SetTimer(Payment, context.Time + _timeToPay)
                .Emit("placed", message.Amount),
            ("placed", "paid") => context.Persist(new Paid()).CancelTimer(Payment).Emit("paid", state.Amount),
            ("paid", "shipped") => context.Persist(new Shipped()).Emit("shipped", state.Amount),
            _ => throw new InvalidOperationException($"an order that is {state.Status} can't be {message.What}"),
        };

    public override Effects OnTimer(string timer, Situation state, Context context) =>
        context.Persist(new Expired()).Emit("expired", state.Amount);

    public override Situation Apply(Situation state, Happened @event) => @event switch
    {
        Placed placed => new Situation("placed", placed.Amount),
        Paid => state with { Status = "paid" },
        Shipped => state with { Status = "shipped" },
        _ => state with { Status = "expired" },
    };

    public override void Define(Definition actor) => actor
        .Event("placed", OrderJson.Default.Placed)
        .Event("paid", OrderJson.Default.Paid)
        .Event("shipped", OrderJson.Default.Shipped)
        .Event("expired", OrderJson.Default.Expired)
        .State(OrderJson.Default.Situation)
        .Output("status", ColumnType.String)
        .Output("amount", ColumnType.Decimal)
        .Records(columns =>
        {
            var (what, amount) = (columns.Text("what"), columns.Decimal("amount"));
            return row => new Step(row[what], row[amount]);
        });

    internal sealed record Step(string What, decimal Amount);

    internal sealed record Situation(string Status, decimal Amount);

    internal abstract record Happened;

    internal sealed record Placed(decimal Amount) : Happened;

    internal sealed record Paid : Happened;

    internal sealed record Shipped : Happened;

    internal sealed record Expired : Happened;
}
