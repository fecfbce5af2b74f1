namespace ActorPipeline.Streams;

/// <summary>
/// Runs graphs by hand: a step at a time, on the caller's thread, in the order in which work came or in one drawn from
/// a seed. So a test runs a whole graph on one thread and can repeat any order.
/// </summary>
public sealed class SteppedScheduler : IStreamScheduler
{
    private readonly Lock _lock = new();
    private readonly List<IThreadPoolWorkItem> _ready = [];
    private readonly Random? _order;

    /// <summary>Work is done in the order in which it came.</summary>
    public SteppedScheduler()
    {
    }

    /// <summary>Work is done in an order drawn from a seed.</summary>
    public SteppedScheduler(int seed) => _order = new Random(seed);

    /// <inheritdoc />
    public void Schedule(IThreadPoolWorkItem work)
    {
        lock (_lock)
        {
            _ready.Add(work);
        }
    }

    /// <summary>Does one piece of work, if any is there.</summary>
    /// <returns>Whether one was there.</returns>
    public bool Step()
    {
        IThreadPoolWorkItem work;
        lock (_lock)
        {
            if (_ready.Count == 0)
            {
                return false;
            }

            var index = _order?.Next(_ready.Count) ?? 0;
            work = _ready[index];
            _ready.RemoveAt(index);
        }

        work.Execute();
        return true;
    }

    /// <summary>Does work until none is left.</summary>
    /// <param name="mostSteps">How many pieces at most.</param>
    /// <exception cref="InvalidOperationException">There is still work after that many.</exception>
    public void RunUntilIdle(int mostSteps = 1_000_000)
    {
        for (var step = 0; Step(); step++)
        {
            if (step == mostSteps)
            {
                throw new InvalidOperationException($"the graph still works after {mostSteps} steps");
            }
        }
    }
}
