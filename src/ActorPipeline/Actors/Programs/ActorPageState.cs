namespace ActorPipeline.Actors;

/// <summary>The state of a page's actors, by place.</summary>
internal sealed class ActorPageState<TState>
{
    private ActorExtras?[]? _extras;
    private bool[]? _dismissed;
    private long _dueUs = long.MaxValue;
    private long _alarmUs = long.MaxValue;
    private bool _isLater;

    /// <summary>States; meaningful only where there is one.</summary>
    public TState[] States { get; } = new TState[ActorPage.Size];

    /// <summary>Whether an actor has state; else it is as new.</summary>
    public bool[] HasState { get; } = new bool[ActorPage.Size];

    /// <summary>Events of each actor so far.</summary>
    public long[] Versions { get; } = new long[ActorPage.Size];

    /// <summary>Whether any actor has ever had more than state.</summary>
    public bool HasExtras => _extras is not null;

    /// <summary>When the first timer of event time is due.</summary>
    public long DueUs => Found()._dueUs;

    /// <summary>When the first thing is due by the node's time.</summary>
    public long AlarmUs => Found()._alarmUs;

    /// <summary>What actors have besides their state.</summary>
    public IEnumerable<ActorExtras> AllExtras => (_extras ?? []).OfType<ActorExtras>();

    /// <summary>What an actor has besides its state; null for nothing.</summary>
    public ActorExtras? Extras(int place) => _extras?[place];

    /// <summary>What an actor has besides its state, made where there is nothing yet.</summary>
    public ActorExtras ExtrasOf(int place) =>
        (_extras ??= new ActorExtras?[ActorPage.Size])[place] ??= new ActorExtras();

    /// <summary>Sets what an actor has besides its state.</summary>
    public void SetExtras(int place, ActorExtras? extras)
    {
        if (extras is not null || _extras is not null)
        {
            (_extras ??= new ActorExtras?[ActorPage.Size])[place] = extras;
            _isLater = true;
        }
    }

    /// <summary>Actors that have said that they are not needed soon, and have had no turn since.</summary>
    public int DismissedCount { get; private set; }

    /// <summary>Says whether an actor is needed.</summary>
    public void SetDismissed(int place, bool isDismissed)
    {
        if (isDismissed == (_dismissed?[place] ?? false))
        {
            return;
        }

        (_dismissed ??= new bool[ActorPage.Size])[place] = isDismissed;
        DismissedCount += isDismissed ? 1 : -1;
    }

    /// <summary>Actors that are gone need not be asked.</summary>
    public void ForgetDismissed(ActorPage keys)
    {
        for (var place = 0; DismissedCount > 0 && place < ActorPage.Size; place++)
        {
            SetDismissed(place, _dismissed![place] && keys.IsLive(place));
        }
    }

    /// <summary>
    /// What an actor has besides its state has changed, from something that was due at these times. What was due first
    /// in the page may be due later now: that is looked for when somebody asks, not each time that one of a thousand
    /// timers of the same time has come due.
    /// </summary>
    public void Note(ActorExtras extras, long dueUs, long alarmUs)
    {
        _isLater |= (dueUs == _dueUs && extras.DueUs > dueUs) || (alarmUs == _alarmUs && extras.AlarmUs > alarmUs);
        Note(extras);
    }

    private ActorPageState<TState> Found()
    {
        if (_isLater)
        {
            (_dueUs, _alarmUs, _isLater) = (long.MaxValue, long.MaxValue, false);
            foreach (var extras in _extras!)
            {
                Note(extras);
            }
        }

        return this;
    }

    private void Note(ActorExtras? extras)
    {
        if (extras is not null)
        {
            (_dueUs, _alarmUs) = (Math.Min(_dueUs, extras.DueUs), Math.Min(_alarmUs, extras.AlarmUs));
        }
    }
}
