using System.Globalization;
using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace ActorPipeline.TestKit.Tests;

/// <summary>An account as a user would write it, told in words: "deposit 5", "withdraw 5", "close".</summary>
internal sealed class Account : EventSourcedActor<string, string, Account.Balance>
{
    /// <summary>Whether the codecs of events and of state lose what they should keep.</summary>
    public bool LosesEvents { get; init; }

    /// <inheritdoc cref="LosesEvents" />
    public bool LosesState { get; init; }

    public override Balance NewState() => new(0);

    public override Balance Apply(Balance state, string @event) =>
        new(state.Amount + long.Parse(@event, CultureInfo.InvariantCulture));

    public override Effects Receive(string message, Balance state, Context context)
    {
        var words = message.Split(' ');
        var amount = words.Length > 1 ? long.Parse(words[1], CultureInfo.InvariantCulture) : 0;
        return words[0] switch
        {
            "deposit" => context.Persist($"+{amount}").Emit("in", amount).ReplyWith(s => s.Amount),
            "withdraw" when amount > state.Amount => throw new InvalidOperationException($"only {state.Amount} left"),
            "withdraw" => context.Persist($"-{amount}").Emit("out", amount).ReplyWith(s => s.Amount),
            "close" => context.SetTimerAfter("closing", TimeSpan.FromDays(1)).SetTimer("warn", context.Time)
                .Schedule("job", "withdraw 1000", TimeSpan.FromDays(2)),
            _ => context.None,
        };
    }

    public override Effects OnTimer(string timer, Balance state, Context context) =>
        context.Persist($"-{state.Amount}").Emit(timer, state.Amount);

    public override void Define(Definition actor) => actor
        .Event("moved", LosesEvents ? Codec.Of<string>(Codec.Text.Write, _ => "+1") : Codec.Text)
        .State(Codec.Of<Balance>(
            (writer, state) => Codec.Int64.Write(writer, state.Amount),
            bytes => new Balance(LosesState ? 0 : Codec.Int64.Read(bytes))))
        .Messages(Codec.Text)
        .Output("what", ColumnType.String)
        .Output("amount", ColumnType.Int64)
        .Records(columns =>
        {
            var text = columns.Text("a column that the test does not have");
            return row => row[text];
        });

    /// <summary>What is in it; a class without equality.</summary>
    internal sealed class Balance(long amount)
    {
        public long Amount => amount;

        public override string ToString() => $"balance {amount}";
    }
}
