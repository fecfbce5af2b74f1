using System.Runtime.CompilerServices;

namespace ActorPipeline.Streams.Running;

/// <summary>
/// A part of a running graph that is fused: its stages call each other, on one thread at a time. It is stepped when
/// somebody woke it; a wake-up is never lost, and several before a step are one.
/// </summary>
internal sealed class StreamIsland : Waker, IThreadPoolWorkItem
{
    private const int Idle = 0;
    private const int Scheduled = 1;
    private const int Running = 2;
    private const int RunningAndWoken = 3;
    private const int Over = 4;

    /// <summary>How often a step goes round its drivers at most.</summary>
    private const int MostRounds = 16;

    private readonly StreamRun _run;
    private readonly List<Driver> _drivers = [];
    private int _state = Scheduled;
    private int _budget;
    private bool _again;
    private volatile bool _isInterrupted;

    public StreamIsland(StreamRun run, string name) => (_run, Name) = (run, name);

    public string Name { get; }

    /// <summary>Whether an element may be given in this turn; see <see cref="StageContext.TryTake"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake() => --_budget >= 0 && !_isInterrupted;

    /// <summary>The same for elements that were taken before: stopping does not hold them up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTakeBuffered() => --_budget >= 0 && (!_isInterrupted || !_run.IsAborting);

    /// <summary>Adds a driver: before the island runs, or from within it.</summary>
    public void Add(Driver driver) => _drivers.Add(driver);

    /// <summary>From now on sources ask the run whether they may go on.</summary>
    public void Interrupt()
    {
        _isInterrupted = true;
        Wake();
    }

    public override void Again() => _again = true;

    public override void Wake()
    {
        // What the caller has done must be seen by a step that begins after its state is read here.
        Interlocked.MemoryBarrier();
        while (true)
        {
            switch (Volatile.Read(ref _state))
            {
                case Idle:
                    if (Interlocked.CompareExchange(ref _state, Scheduled, Idle) == Idle)
                    {
                        _run.Runtime.Scheduler.Schedule(this);
                        return;
                    }

                    break;
                case Running:
                    if (Interlocked.CompareExchange(ref _state, RunningAndWoken, Running) == Running)
                    {
                        return;
                    }

                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Steps for the scheduler, which is asked for more when others wait too.</summary>
    public void Execute()
    {
        var scheduler = _run.Runtime.Scheduler;
        while (Step() == StepOutcome.Worked)
        {
            if (scheduler.IsBusy)
            {
                scheduler.Schedule(this);
                return;
            }
        }
    }

    /// <summary>Runs the drivers until they wait or have had their share. Never blocks.</summary>
    /// <exception cref="InvalidOperationException">Another thread is in a step of this island.</exception>
    public StepOutcome Step()
    {
        var before = Interlocked.Exchange(ref _state, Running);
        if (before is Running or RunningAndWoken)
        {
            throw new InvalidOperationException($"the island {Name} is stepped by two threads");
        }

        if (before == Over)
        {
            Volatile.Write(ref _state, Over);
            return StepOutcome.Done;
        }

        var hasMore = Go();
        if (_drivers.Count == 0)
        {
            Volatile.Write(ref _state, Over);
            _run.EndIsland(this);
            return StepOutcome.Done;
        }

        if (!hasMore && Interlocked.CompareExchange(ref _state, Idle, Running) == Running)
        {
            return StepOutcome.Waiting;
        }

        Volatile.Write(ref _state, Scheduled);
        return StepOutcome.Worked;
    }

    /// <summary>Whether there is more to do.</summary>
    private bool Go()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            _again = false;
            for (var i = 0; i < _drivers.Count; i++)
            {
                if (_run.IsAborting)
                {
                    break;
                }

                Turn(_drivers[i]);
            }

            if (_run.IsAborting)
            {
                CloseAll(_run.Cause);
                return false;
            }

            _drivers.RemoveAll(static d => d.IsOver);
            if (!_again || _drivers.Count == 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Turn(Driver driver)
    {
        _budget = _run.Runtime.TurnElements;
        try
        {
            if (driver.Run() == PullStatus.Done)
            {
                _again = true;
                Close(driver, null);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _run.Fail(failure);
        }
    }

    private void CloseAll(Exception? cause)
    {
        for (var i = 0; i < _drivers.Count; i++)
        {
            if (!_drivers[i].IsOver)
            {
                Close(_drivers[i], cause);
            }
        }

        _drivers.Clear();
    }

    private void Close(Driver driver, Exception? cause)
    {
        driver.IsOver = true;
        try
        {
            driver.Close(cause);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _run.Fail(failure);
        }
    }
}
