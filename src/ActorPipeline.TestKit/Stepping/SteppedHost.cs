using ActorPipeline.Hosting;

namespace ActorPipeline.TestKit.Stepping;

/// <summary>
/// Runs a host on one thread: which stop goes next, and when time passes, is drawn at random. Keeps the same books as
/// the threads do: a step is drained in a phase only if it was found so after that phase had begun.
/// </summary>
internal sealed class SteppedHost : IDisposable
{
    private const int MaxIdleSteps = 100_000;

    private readonly ManualClock _clock;
    private readonly Random _random;
    private readonly int? _seed;
    private readonly IReadOnlyList<IStep> _steps;
    private readonly Dictionary<IStep, RunPhase> _drainedIn = [];
    private readonly HashSet<IStep> _isQuiet = [];
    private int _idleSteps;

    public SteppedHost(PipelineHost host, ManualClock clock, Random random, int? seed = null)
    {
        (Host, _clock, _random, _seed) = (host, clock, random, seed);
        _steps = host.Steps;
    }

    public PipelineHost Host { get; }

    /// <summary>How far the run has come with ending.</summary>
    public RunPhase Phase { get; private set; }

    /// <summary>Steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Takes one step of a random stop; false when the run is done.</summary>
    public bool Step() => Step(_steps[_random.Next(_steps.Count)]);

    /// <summary>Takes one step of the stop with this name; false when the run is done.</summary>
    public bool Step(string name) => Step(_steps.First(s => s.Name == name));

    /// <summary>Goes on to the end.</summary>
    public void RunToEnd()
    {
        while (Step())
        {
        }
    }

    /// <summary>Takes up to this many steps; false when the run is done before.</summary>
    public bool Run(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            if (!Step())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Stops in order: what is in flight is committed and delivered.</summary>
    public void Drain()
    {
        Host.RequestStop();
        RunToEnd();
    }

    public void Dispose() => Host.Dispose();

    /// <summary>
    /// Lets every stop take a step, in an order of its own, while time stands still; whether one of them did anything.
    /// </summary>
    public bool Round()
    {
        var order = _steps.ToArray();
        _random.Shuffle(order);
        var hasWorked = false;
        foreach (var step in order)
        {
            hasWorked |= Phase < RunPhase.Done && Take(step) == StepResult.Worked;
        }

        return hasWorked;
    }

    /// <summary>
    /// Whether nothing is on its way behind ingest, as far as the stops knew when they were last asked.
    /// </summary>
    public bool IsSettled => _isQuiet.Count == _steps.Count;

    private bool Step(IStep step)
    {
        if (Phase == RunPhase.Done)
        {
            return false;
        }

        PassTime(Take(step));
        return Phase != RunPhase.Done;
    }

    private StepResult Take(IStep step)
    {
        Steps++;
        var phase = Phase;
        var result = step.Step();
        if (result == StepResult.Drained)
        {
            _drainedIn[step] = phase;
        }

        if (result == StepResult.Drained || (result == StepResult.Waiting && step is IngestStep))
        {
            _isQuiet.Add(step);
        }
        else
        {
            _isQuiet.Clear();
        }

        if (Host.TryAdvance((s, p) => _drainedIn.TryGetValue(s, out var drained) && drained >= p))
        {
            Phase++;
            _idleSteps = 0;
        }

        return result;
    }

    /// <summary>A little at random; more when everybody waits.</summary>
    private void PassTime(StepResult result)
    {
        _idleSteps = result == StepResult.Worked ? 0 : _idleSteps + 1;
        if (_idleSteps > MaxIdleSteps)
        {
            var seed = _seed is null ? "" : $" (seed {_seed})";
            throw new PipelineTestException(
                $"nothing happens any more in phase {Phase}{seed}: {Host.Status.WaitingFor ?? "nobody says why"}");
        }

        if (_random.Next(8) == 0)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 30)));
        }
        else if (_idleSteps > 4 * _steps.Count)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(10, 500)));
        }
    }
}
