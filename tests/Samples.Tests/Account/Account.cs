using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace Samples.Tests.Account;

/// <summary>
/// An account that is asked by code in the same process. An overdraft is no failure: it is answered with a rejection,
/// and nothing happens. What is accepted is on disk before its answer.
/// </summary>
internal sealed class Account : EventSourcedActor<Account.Command, Account.Booked, decimal>
{
    public override decimal NewState() => 0;

    public override Effects Receive(Command message, decimal state, Context context)
    {
        if (message.Amount <= 0)
        {
            return context.Reply(new Rejected("an amount is more than 0"));
        }

        var amount = message is Withdraw ? -message.Amount : message.Amount;
        return state + amount < 0
            ? context.Reply(new Rejected($"{context.Key} has {state} only"))
            : context.Persist(new Booked(amount))
                .Emit(amount, state + amount)
                .ReplyWith(balance => new Accepted(balance));
    }

    public override decimal Apply(decimal state, Booked @event) => state + @event.Amount;

    public override void Define(Definition actor) => actor
        .Event("booked", AccountJson.Default.Booked)
        .State(AccountJson.Default.Decimal)
        .Output("booked", ColumnType.Decimal)
        .Output("balance", ColumnType.Decimal);

    internal abstract record Command(decimal Amount);

    internal sealed record Deposit(decimal Amount) : Command(Amount);

    internal sealed record Withdraw(decimal Amount) : Command(Amount);

    internal sealed record Booked(decimal Amount);

    internal sealed record Accepted(decimal Balance);

    internal sealed record Rejected(string Why);
}
