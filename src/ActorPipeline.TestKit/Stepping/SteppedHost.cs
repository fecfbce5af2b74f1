using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Sharding;
using Akka.Actor;

namespace ActorPipeline.TestKit.Stepping;

/// <summary>
/// Runs a host on one thread: which of its actors has its turn, and when time passes, is drawn at random. What ends the
/// run is thrown.
/// </summary>
internal sealed class SteppedHost : IDisposable
{
    private const int MaxIdleSteps = 100_000;

    private readonly SeededSystem _system;
    private readonly ManualClock _clock;
    private readonly Random _random;
    private readonly int? _seed;
    private (long, PipelineCounters, long, RunPhase, long) _progress;
    private int _idleSteps;
    private bool _isDisposed;

    private SteppedHost(PipelineHost host, SeededSystem system, ManualClock clock, Random random, int? seed)
    {
        (Host, _system, _clock, _random, _seed) = (host, system, clock, random, seed);
    }

    public PipelineHost Host { get; }

    /// <summary>Whether everything is open, and it reads.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether all is applied, committed and delivered.</summary>
    public bool IsDone => Host.Parts.Run.IsDone;

    /// <summary>Turns taken.</summary>
    public int Steps { get; private set; }

    /// <summary>When anything was last read, applied, committed or delivered; timestamp of the clock.</summary>
    public long ProgressedAt { get; private set; }

    /// <summary>Whether nothing is on its way behind ingest.</summary>
    public bool IsSettled => IsOpen && !_system.IsReady && Host.Parts.IsQuiet;

    /// <summary>Opens a host that is stepped.</summary>
    public static SteppedHost Open(
        PipelinePlan plan, PipelineServices services, ManualClock clock, Random random, int? seed = null)
    {
        var host = Start(plan, services, clock, random, seed);
        try
        {
            while (!host.IsOpen)
            {
                host.Step();
            }

            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>A host whose first steps are those by which it opens.</summary>
    public static SteppedHost Start(
        PipelinePlan plan, PipelineServices services, ManualClock clock, Random random, int? seed = null)
    {
        var system = SeededSystem.Rent(clock);
        var host = PipelineHost.Start(plan, services with { System = system.System });
        return new SteppedHost(host, system, clock, random, seed);
    }

    /// <summary>The names of what may have a turn.</summary>
    public static IReadOnlyList<string> StagesOf(PipelinePlan plan) =>
    [
        "readers", "ingest", .. Enumerable.Range(0, plan.ShardCount).Select(i => $"shard-{i}"), "journal", "results",
        "dead-letters",
    ];

    /// <summary>Takes a turn of an actor; false when the run is done.</summary>
    /// <param name="mayRun">Whether the stage with this name may have a turn; null for all.</param>
    public bool Step(Func<string, bool>? mayRun = null)
    {
        if (IsDone)
        {
            return false;
        }

        Steps++;
        PassTime(_system.RunOne(_random, mayRun));
        OnTurn();
        return !IsDone;
    }

    /// <summary>Takes a turn of a stage, if it has one to take; false when the run is done.</summary>
    public bool Step(string stage) => Step(name => name == stage);

    /// <summary>Lets a stage handle all that it has come to, while time stands still.</summary>
    public void Exhaust(string stage)
    {
        while (!IsDone && _system.RunOne(_random, name => name == stage))
        {
            Steps++;
            OnTurn();
        }
    }

    /// <summary>Goes on to the end.</summary>
    public void RunToEnd()
    {
        while (Step())
        {
        }
    }

    /// <summary>Takes up to this many turns; false when the run is done before.</summary>
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

    /// <summary>
    /// Lets every actor that has something to do take a turn, in an order of its own, while time stands still; whether
    /// there was any.
    /// </summary>
    public bool Round() => !IsDone && _system.RunRound(_random, () =>
    {
        Steps++;
        OnTurn();
        return !IsDone;
    });

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            Host.Dispose();
            _system.Return(Host.Actor);
        }
    }

    private void OnTurn()
    {
        Host.ThrowIfFailed();
        if (!IsOpen && Host.Parts.Run.Opened.IsCompleted)
        {
            IsOpen = true;
            Host.Begin();
        }

        var (run, parts) = (Host.Parts.Run, Host.Parts);
        var sequences = parts.ShardGauges.Sum(s => s.Sequence + s.Waiting) + parts.ResultsGauge.Waiting;
        var counters = parts.ShardGauges.Aggregate(default(PipelineCounters), (all, shard) => all + shard.Counters);
        var progress = (run.RecordsRead, counters, parts.Meter.Totals.Commits, run.Phase, sequences);
        if (progress != _progress)
        {
            (_progress, _idleSteps, ProgressedAt) = (progress, 0, _clock.GetTimestamp());
        }
    }

    private string Where()
    {
        if (!IsOpen)
        {
            return "it is being opened";
        }

        var waiting = Host.Status.Queues.Where(q => q.Used > 0).Select(q => $"{q.Used} in {q.Stop}");
        var shards = Host.Parts.Shards.Where(s => !s.IsQuiet).Select(s => $"shard {s.Shard.Id} has {s}");
        var children = ((ActorCell)((ActorRefWithCell)Host.Actor).Underlying).GetChildren()
            .OfType<ActorRefWithCell>().Where(c => c.Underlying.HasMessages || c.Underlying.IsTerminated)
            .Select(c => $"{c.Path.Name} has {c.Underlying.NumberOfMessages} messages, terminated: "
                + $"{c.Underlying.IsTerminated}");
        return string.Join(", ", waiting.Concat(shards).Concat(children));
    }

    /// <summary>A little at random; more when everybody waits.</summary>
    private void PassTime(bool hasWorked)
    {
        if (++_idleSteps > MaxIdleSteps)
        {
            var seed = _seed is null ? "" : $" (seed {_seed})";
            throw new PipelineTestException(
                $"nothing happens any more in phase {Host.Parts.Run.Phase}{seed}: "
                + (Host.Parts.Run.WaitingFor ?? "nobody says why") + $"; {Where()}");
        }

        if (!hasWorked)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 100)));
        }
        else if (_random.Next(64) == 0)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 30)));
        }
    }
}
