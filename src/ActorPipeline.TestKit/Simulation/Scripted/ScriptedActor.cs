using System.Globalization;
using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>
/// An actor that does what its messages say. Its rows: what happened, its number, and where messages have an order, how
/// much has happened up to it and a digest of that.
/// </summary>
internal class ScriptedActor(Traits traits) : EventSourcedActor<Told, Happened, Known>
{
    /// <summary>What a timer of event time that is set anew by another waits, microseconds.</summary>
    public const long EchoUs = 700;

    /// <summary>Every so many asks one schedules a job; its number is this much higher.</summary>
    public const long JobsOfAsks = 1_000_000;

    /// <summary>How often one does.</summary>
    public const long AsksPerJob = 5;

    private const int Retries = 2;

    private readonly EventKind _noted = traits.IsOrdered ? EventKind.Noted : EventKind.Counted;

    public override Known NewState() => default;

    public override Known Apply(Known state, Happened @event) => state.With(@event);

    public override Effects Receive(Told message, Known state, Context context)
    {
        var (number, amount) = (message.Number, message.Amount);
        switch (message.What)
        {
            case Deed.Job:
                return context.Persist(new Happened(EventKind.Added, amount)).Emit("job", number, 0, 0);
            case Deed.Look:
                return context.Reply(new Answered(context.Version, state.Asks));
            case Deed.Ask:
                return Count(message, state, context);
            case Deed.Break:
                return context.Persist(new Happened(EventKind.Broken, number));
            case Deed.BadJob or Deed.BadAsk:
                throw new InvalidOperationException(message.ToString());
        }

        if (state.IsClosed && message.What != Deed.Open)
        {
            return context.Stash();
        }

        var later = TimeSpan.FromMicroseconds(amount);
        return message.What switch
        {
            Deed.Nothing => context.None,
            Deed.Fail => throw new InvalidOperationException(message.ToString()),
            Deed.NoteThree => Note(
                message, state, context, new(EventKind.Added, amount), new(_noted, amount, 1)),
            Deed.Close => Note(message, state, context, new Happened(EventKind.Closed)),
            Deed.Open => Note(message, state, context, new Happened(EventKind.Opened)).UnstashAll(),
            Deed.SetTimer => Note(message, state, context).SetTimer($"timer-{number % 3}", context.Time + later),
            Deed.CancelTimer => Note(message, state, context).CancelTimer($"timer-{number % 3}"),
            Deed.SetBadTimer => Note(message, state, context).SetTimer($"bad-{number}", context.Time + later),
            Deed.SetLooseTimer => Note(message, state, context).SetTimer($"loose-{number}", context.Time + later),
            Deed.SetNodeTimer => Note(message, state, context).SetTimerAfter($"node-{number}", later * 100),
            Deed.Schedule => Note(message, state, context)
                .Schedule($"job-{number}", message with { What = Deed.Job }, later * 100),
            Deed.ScheduleFailure => Note(message, state, context)
                .Schedule($"job-{number}", message with { What = Deed.BadJob }, later, Retries),
            Deed.Forget => Note(message, state, context).Forget(),
            Deed.Passivate => Note(message, state, context).Passivate(),
            _ => Note(message, state, context),
        };
    }

    public override Effects OnTimer(string timer, Known state, Context context)
    {
        var parts = timer.Split('-');
        var number = long.Parse(parts[1], CultureInfo.InvariantCulture);
        switch (parts[0])
        {
            case "bad":
                throw new InvalidOperationException(timer);
            case "timer":
                var effects = Row(
                    timer, context.TimeUs, state, context, [new Happened(_noted, number, context.TimeUs)]);
                return number == 0
                    ? effects.SetTimer("timer-1", context.Time.AddMicroseconds(EchoUs))
                    : effects;
            default:
                return context.Persist(new Happened(EventKind.Added, number)).Emit(parts[0], number, 0, 0);
        }
    }

    public override void Define(Definition actor) => actor
        .Event("happened", Happened.Codec)
        .State(Known.Codec)
        .Messages(Told.Codec)
        .OnFailure(_ => traits.Supervision)
        .Output("what", ColumnType.String)
        .Output("number", ColumnType.Int64)
        .Output("count", ColumnType.Int64)
        .Output("digest", ColumnType.Int64)
        .Records(columns =>
        {
            var text = columns.Text("s");
            return row => Told.Parse(row[text]);
        });

    private static Effects Count(Told message, Known state, Context context)
    {
        var asked = new Happened(EventKind.Asked, message.Amount);
        var effects = message.Number % 2 == 0
            ? context.Persist(asked)
            : context.Persist(asked, new Happened(EventKind.Added, 1));
        if (message.Number % AsksPerJob == 0)
        {
            effects.Schedule(
                $"asked-{message.Number}", new Told(Deed.Job, JobsOfAsks + message.Number, 1),
                TimeSpan.FromMilliseconds(message.Amount));
        }

        return effects.Emit("ask", message.Number, 0, 0)
            .Reply(new Answered(context.Version + 1 + (message.Number % 2), state.Asks + 1));
    }

    private Effects Note(Told message, Known state, Context context, params ReadOnlySpan<Happened> more) => Row(
        "record", message.Number, state, context,
        [new Happened(_noted, message.Number, context.TimeUs), .. more]);

    private Effects Row(
        string what, long number, Known state, Context context, ReadOnlySpan<Happened> events)
    {
        foreach (var happened in events)
        {
            state = state.With(happened);
        }

        var (count, digest) = traits.IsOrdered ? (state.Count, state.Digest) : default;
        return context.Persist(events).Emit(what, number, count, digest);
    }
}
