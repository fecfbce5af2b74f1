using System.Globalization;
using ActorPipeline.TestKit.Simulation.Naive;

namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>
/// A <see cref="ScriptedActor"/> as a naive program: what happened to it is a list, jobs are done at once, and who is
/// tried again fails at once.
/// </summary>
internal sealed class ReferenceActor(string? key, Traits traits, ActorReference all)
{
    private readonly List<(string Name, long DueUs)> _timers = [];
    private readonly Queue<(Told Told, Accepted From)> _aside = [];
    private readonly List<(long Number, long TimeUs)> _noted = [];
    private readonly List<long> _asked = [];
    private long _sum;
    private bool _isClosed;
    private bool _isStopped;

    /// <summary>What it knows, as the actor's state says it.</summary>
    public Known State => new(_noted.Count, Digest(), _sum, _isClosed, _asked.Count, _asked.Sum());

    /// <summary>Messages that it has put aside.</summary>
    public int AsideCount => _aside.Count;

    public void Take(Told? told, Accepted from)
    {
        // What is no message is none for an actor either.
        if (told is null || _isStopped)
        {
            all.Bury(from);
        }
        else
        {
            Handle(told.Value, from);
        }
    }

    public void Ask(long number, long amount)
    {
        _asked.Add(amount);
        _sum += number % 2;
        Emit("ask", number);
        if (number % ScriptedActor.AsksPerJob == 0)
        {
            _sum++;
            Emit("job", ScriptedActor.JobsOfAsks + number);
        }
    }

    /// <summary>Fires its timers of event time up to a watermark, the earliest first, then the one set first.</summary>
    public void Fire(long watermarkUs)
    {
        while (!_isStopped && _timers.Exists(t => t.DueUs <= watermarkUs))
        {
            var timer = _timers.MinBy(t => t.DueUs);
            _timers.Remove(timer);
            var parts = timer.Name.Split('-');
            var number = long.Parse(parts[1], CultureInfo.InvariantCulture);
            switch (parts[0])
            {
                case "bad":
                    all.Bury(number);
                    _isStopped = traits.IsStopping;
                    break;
                case "loose":
                    _sum += number;
                    Emit("loose", number);
                    break;
                default:
                    Note(timer.Name, timer.DueUs, number, timer.DueUs);
                    if (number == 0)
                    {
                        Set("timer-1", timer.DueUs + ScriptedActor.EchoUs);
                    }

                    break;
            }
        }
    }

    private void Handle(Told told, Accepted from)
    {
        var (number, amount) = (told.Number, told.Amount);
        if (told.What == Deed.Break)
        {
            all.Bury(from);
            return;
        }

        if (_isClosed && told.What != Deed.Open)
        {
            _aside.Enqueue((told, from));
            return;
        }

        if (told.What == Deed.Fail)
        {
            all.Bury(from);
            _isStopped = traits.IsStopping;
            return;
        }

        if (told.What == Deed.Nothing)
        {
            return;
        }

        if (told.What == Deed.NoteThree)
        {
            _noted.Add((number, from.TimeUs));
            _sum += amount;
            Note("record", number, amount, 1);
            return;
        }

        Note("record", number, number, from.TimeUs);
        Do(told, from.TimeUs);
    }

    private void Do(Told told, long timeUs)
    {
        var (number, amount) = (told.Number, told.Amount);
        switch (told.What)
        {
            case Deed.SetTimer:
                Set($"timer-{number % 3}", timeUs + amount);
                break;
            case Deed.CancelTimer:
                _timers.RemoveAll(t => t.Name == $"timer-{number % 3}");
                break;
            case Deed.SetBadTimer:
                Set($"bad-{number}", timeUs + amount);
                break;
            case Deed.SetLooseTimer:
                Set($"loose-{number}", timeUs + amount);
                break;
            case Deed.SetNodeTimer:
                _sum += number;
                Emit("node", number);
                break;
            case Deed.Schedule:
                _sum += amount;
                Emit("job", number);
                break;
            case Deed.ScheduleFailure:
                all.Bury(number);
                break;
            case Deed.Close:
                _isClosed = true;
                break;
            case Deed.Open:
                _isClosed = false;
                TakeBack();
                break;
            case Deed.Forget:
                _timers.Clear();
                _noted.Clear();
                _asked.Clear();
                (_sum, _isClosed) = (0, false);
                break;
        }
    }

    private void TakeBack()
    {
        for (var left = _aside.Count; left > 0 && _aside.Count > 0 && !_isStopped; left--)
        {
            var (told, from) = _aside.Dequeue();
            Handle(told, from);
        }
    }

    private void Set(string name, long dueUs)
    {
        _timers.RemoveAll(t => t.Name == name);
        _timers.Add((name, dueUs));
    }

    private void Note(string what, long which, long number, long timeUs)
    {
        _noted.Add((number, timeUs));
        Emit(what, which, traits.IsOrdered ? _noted.Count : 0, traits.IsOrdered ? Digest() : 0);
    }

    private void Emit(string what, long number, long count = 0, long digest = 0) =>
        all.Rows.Add([key, what, number, count, digest]);

    private long Digest() => _noted.Aggregate(0L, (digest, n) => traits.IsOrdered
        ? Known.Mix(digest, n.Number, n.TimeUs)
        : unchecked(digest + Known.Mix(0, n.Number, n.TimeUs)));
}
