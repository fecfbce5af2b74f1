using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Sharding;
using ActorPipeline.Sinks;
using ActorPipeline.Sources;
using ActorPipeline.TestKit.Simulation.Scripted;
using ActorPipeline.TestKit.Stepping;

namespace ActorPipeline.TestKit.Simulation.Nodes;

/// <summary>
/// A node: a process that runs the real host, with a clock, a source and connections to journal and targets of its own.
/// It knows nothing of other nodes.
/// </summary>
internal sealed class SimulatedNode(int number, SimulatedWorld world, int seed) : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, int> _heldUntil = [];
    private SteppedHost? _host;
    private ArmedFaults? _faults;
    private bool _isStopping;

    public int Number => number;

    public bool IsUp => _host is not null;

    /// <summary>Whether its process has taken over.</summary>
    public bool IsOpen => _host is { IsOpen: true };

    /// <summary>Not before this step does it go on.</summary>
    public int StalledUntil { get; set; }

    /// <summary>The opening, counted over all nodes, that its process came from.</summary>
    public long Opening { get; private set; }

    /// <summary>Whether its last process came to the end of the input.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Its shards; none when it is not up.</summary>
    public IReadOnlyList<Shard> Shards => IsOpen ? _host!.Host.Shards : [];

    private ArmedFaults Faults => _faults ??= new ArmedFaults(text =>
    {
        world.Figures += new SimulationFigures(0, 0, 0, 0, 0, 0, 1);
        Say(text);
    });

    /// <summary>
    /// Starts a process, which takes over all shards in its first steps. It may fail at that; then there is none.
    /// </summary>
    public void Open(long opening)
    {
        (Opening, IsDone, _isStopping, StalledUntil) = (opening, false, false, 0);
        _heldUntil.Clear();
        Say("opens the pipeline");
        _host = SteppedHost.Start(world.Pipeline.Plan, Services(), _clock, _random);
    }

    /// <summary>
    /// Sends a message to an actor: a task for its answer, or null where the node is not up or has no room.
    /// </summary>
    public Task<object?>? Send(string key, Told message, long? expectedVersion)
    {
        try
        {
            // Now or never: who waits for room goes on at a time that no seed decides.
            return _host?.Host.Region<Told>().Post(key, message, expectedVersion);
        }
        catch (Exception fault) when (fault is MailboxFullException or RegionClosedException)
        {
            return null;
        }
    }

    /// <summary>Time passes for it, and nothing else happens.</summary>
    public void PassTime(TimeSpan time) => _clock.Advance(time);

    /// <summary>Takes a turn of one of its actors.</summary>
    public void Step()
    {
        world.Figures += new SimulationFigures(1, 0, 0, 0, 0, 0, 0);
        try
        {
            if (_host!.Step(_heldUntil.Count == 0 ? null : MayRun))
            {
                return;
            }
        }
        catch (JournalException fenced) when (fenced.Fault == JournalFault.Held)
        {
            PipelineTestException.ThrowUnless(
                world.Openings > Opening || world.Raced == Opening,
                $"node {number} was fenced, but nobody has taken over: {fenced.Message}");
            OnFenced();
            return;
        }
        catch (CrashException crash)
        {
            Die($"dies: {crash.Message}");
            return;
        }
        catch (Exception fault) when (!IsOpen && IsMade(fault))
        {
            Die($"can't open: {fault.Message}");
            return;
        }

        Finish();
    }

    /// <summary>Meets a fault, or gets ready for one.</summary>
    public void Meet(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Crash when IsUp:
                Die("crashes");
                break;
            case FaultKind.Stall when IsUp:
                StalledUntil = world.Now + fault.Amount;
                Say($"stalls until step {StalledUntil}");
                break;
            case FaultKind.Stop when IsUp:
                _isStopping = true;
                Say("is told to stop");
                _host!.Host.RequestStop();
                break;
            case FaultKind.ClockJump:
                _clock.Advance(fault.Amount.Seconds());
                Say($"its clock jumps ahead by {fault.Amount} s");
                break;
            case FaultKind.Hold when IsUp:
                var stages = SteppedHost.StagesOf(world.Pipeline.Plan);
                var held = stages[fault.Amount % stages.Count];
                _heldUntil[held] = world.Now + fault.Amount;
                Say($"{held} has no turn until step {_heldUntil[held]}");
                break;
            case FaultKind.Crash or FaultKind.Stall or FaultKind.Stop or FaultKind.Hold or FaultKind.Takeover:
                break;
            default:
                Faults.Add(fault);
                break;
        }
    }

    /// <summary>Whether another node is to open now, while this one does: at each call with an even chance.</summary>
    public bool IsRaced() => _random.Next(2) == 0 && Faults.Take("its opening", FaultKind.Race) is not null;

    public void Dispose() => _host?.Dispose();

    private static bool IsMade(Exception fault) => fault is CrashException
        or JournalException { IsTransient: true }
        or SinkException { IsTransient: true }
        or SourceException { IsTransient: true };

    private void Finish()
    {
        var host = _host!.Host;
        if (host.Failure is { } failure)
        {
            throw new PipelineTestException($"node {number} failed: {failure.Message}", failure);
        }

        // What it had committed is all that it had: if it still owns the shards, the journal can rebuild it.
        if (world.Openings == Opening && world.Raced != Opening)
        {
            ReplayCheck.Run(host, world);
        }

        IsDone = !_isStopping || host.IsInputEnded;
        Close(IsDone ? "comes to the end of the input" : "has stopped in order");
    }

    private void OnFenced()
    {
        world.Figures += new SimulationFigures(0, 0, 0, 0, 0, 1, 0);
        Close("is fenced and ends");
    }

    private void Die(string why)
    {
        world.Figures += new SimulationFigures(0, 0, 0, 1, 0, 0, 0);
        Close(why);
        world.OnCrash();
    }

    private void Close(string why)
    {
        Say(why);
        _host?.Dispose();
        _host = null;
    }

    private void Say(string text) => world.Say(number, text);

    private bool MayRun(string stage) => _heldUntil.GetValueOrDefault(stage) <= world.Now;

    private void Interleave() => world.Interleave(this);

    private PipelineServices Services() => new()
    {
        Journal = new NodeJournal(world.ConnectJournal(), Faults, Interleave, world.Later),
        CreateSink = _ => new NodeSink(world.CreateSink(world.Results), Faults, Interleave),
        CreateDeadLetterSink = (_, _) => new NodeSink(world.CreateSink(world.DeadLetters), Faults, Interleave),
        OpenSource = (_, _) => new NodeSource(world.Inputs, _random, Faults),
        WrapShardLog = log => new NodeShardLog(world.Options.WrapShardLog?.Invoke(log) ?? log, Faults),
        CreateProgram = (plan, history) => world.Options.WrapProgram(Programs.Create(plan, history)),
        Time = _clock,
    };
}
