using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace Samples.Tests.FraudScore;

/// <summary>
/// A card, told of payments by one file and of logins by another. The files are read side by side, so a payment may
/// come before a login that was earlier. A payment therefore waits for the watermark, which says that all logins up to
/// then are there: its score does not depend on how the files interleave.
/// </summary>
internal sealed class Card : EventSourcedActor<Card.Record, Card.Noted, Card.History>
{
    public override History NewState() => new([], []);

    public override Effects Receive(Record message, History state, Context context)
    {
        var noted = context.Persist(new Noted(message.Kind, context.TimeUs, message.Country, message.Amount));
        return message.Kind == "payment"
            ? noted.SetTimer(TimerOf(context.TimeUs), context.Time.AddMicroseconds(1))
            : noted;
    }

    public override Effects OnTimer(string timer, History state, Context context)
    {
        var effects = context.None;
        foreach (var payment in state.Payments.Where(p => TimerOf(p.AtUs) == timer))
        {
            effects = effects
                .Persist(payment with { Kind = "scored" })
                .Emit(payment.Amount, Score(payment, state.Logins));
        }

        return effects;
    }

    public override History Apply(History state, Noted @event) => @event.Kind switch
    {
        "payment" => state with { Payments = [.. state.Payments, @event] },
        "login" => state with { Logins = [.. state.Logins.Append(@event).OrderBy(l => l.AtUs).TakeLast(20)] },
        _ => state with { Payments = [.. state.Payments.Where(p => p != @event with { Kind = "payment" })] },
    };

    public override void Define(Definition actor) => actor
        .Event("noted", CardJson.Default.Noted)
        .State(CardJson.Default.History)
        .Output("amount", ColumnType.Decimal)
        .Output("score", ColumnType.Int64)
        .Records(columns =>
        {
            var (kind, country) = (columns.Text("kind"), columns.Text("country"));
            var amount = columns.Decimal("amount");
            return row => new Record(row[kind], row[country], row[amount]);
        });

    /// <summary>0 to 100: who logged in elsewhere a short time before does not pay here.</summary>
    private static long Score(Noted payment, IReadOnlyList<Noted> logins)
    {
        var last = logins.LastOrDefault(l => l.AtUs <= payment.AtUs);
        var isElsewhere = last is not null && last.Country != payment.Country
            && payment.AtUs - last.AtUs < TimeSpan.FromHours(2).TotalMicroseconds;
        return (isElsewhere ? 70 : 0) + (payment.Amount >= 1_000 ? 30 : 0);
    }

    private static string TimerOf(long paidAtUs) => $"payment of {paidAtUs}";

    internal sealed record Record(string Kind, string Country, decimal Amount);

    internal sealed record Noted(string Kind, long AtUs, string Country, decimal Amount);

    internal sealed record History(IReadOnlyList<Noted> Logins, IReadOnlyList<Noted> Payments);
}
