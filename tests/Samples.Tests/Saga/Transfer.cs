using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace Samples.Tests.Saga;

/// <summary>
/// A transfer of money from one wallet to another: what was done, and what is to be done next. It decides; whoever
/// carries out its steps, see <see cref="TransferSaga"/>, tells it what came of them. It is told with the version that
/// the teller saw, so that nothing is told twice.
/// </summary>
internal sealed class Transfer : EventSourcedActor<Transfer.Command, Transfer.Moved, Transfer.Progress>
{
    public override Progress NewState() => new(Step.None, "", "", 0, 0);

    public override Effects Receive(Command message, Progress state, Context context)
    {
        if (message is Look)
        {
            return context.Reply(state);
        }

        var next = (state.Next, message) switch
        {
            (Step.None, Begin begin) => new Moved(Step.Withdraw, begin.From, begin.To, begin.Amount),
            (Step.Withdraw, Told told) => new Moved(told.IsDone ? Step.Deposit : Step.Rejected),
            (Step.Deposit, Told told) => new Moved(told.IsDone ? Step.Done : Step.GiveBack),
            (Step.GiveBack, Told { IsDone: true }) => new Moved(Step.Rejected),
            _ => throw new InvalidOperationException($"a transfer that waits for {state.Next} can't be told {message}"),
        };
        var effects = context.Persist(next).ReplyWith(progress => progress!);
        return next.To is Step.Done or Step.Rejected ? effects.Emit(next.To.ToString(), state.Amount) : effects;
    }

    public override Progress Apply(Progress state, Moved @event) => @event.Amount is { } amount
        ? new Progress(@event.To, @event.From!, @event.Receiver!, amount, state.Version + 1)
        : state with { Next = @event.To, Version = state.Version + 1 };

    public override void Define(Definition actor) => actor
        .Event("moved", SagaJson.Default.Moved)
        .State(SagaJson.Default.Progress)
        .Output("outcome", ColumnType.String)
        .Output("amount", ColumnType.Decimal);

    /// <summary>What is to be done next.</summary>
    internal enum Step
    {
        None,
        Withdraw,
        Deposit,
        GiveBack,
        Done,
        Rejected,
    }

    internal abstract record Command;

    internal sealed record Begin(string From, string To, decimal Amount) : Command;

    internal sealed record Told(bool IsDone) : Command;

    internal sealed record Look : Command;

    internal sealed record Moved(Step To, string? From = null, string? Receiver = null, decimal? Amount = null);

    internal sealed record Progress(Step Next, string From, string To, decimal Amount, long Version)
    {
        public bool IsOver => Next is Step.Done or Step.Rejected;
    }
}
