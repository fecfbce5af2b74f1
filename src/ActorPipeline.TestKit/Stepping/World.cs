using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Sharding;
using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit.Stepping;

/// <summary>
/// All that a pipeline has outside of its process: input, journal, targets, clock. Hosts come, crash and go; the world
/// stays. Everything random in it, and in the hosts' schedules, comes from one seed.
/// </summary>
internal sealed class World
{
    private IReadOnlyList<MemoryInput> _inputs;

    public World(PipelinePlan plan, int seed, params IReadOnlyList<MemoryInput> inputs)
    {
        (Plan, Seed, Random, _inputs) = (plan, seed, new Random(seed), inputs);
        Memory = new InMemoryJournal();
        Journal = Memory;
    }

    public PipelinePlan Plan { get; set; }

    public int Seed { get; }

    public Random Random { get; }

    public ManualClock Clock { get; } = new();

    /// <summary>What is committed.</summary>
    public InMemoryJournal Memory { get; private set; }

    /// <summary>What hosts are given: <see cref="Memory"/>, or something before it.</summary>
    public IJournal Journal { get; set; }

    public MemoryTarget Results { get; } = new();

    public MemoryTarget DeadLetters { get; } = new();

    public IReadOnlyList<MemoryInput> Inputs { get => _inputs; init => _inputs = value; }

    /// <summary>Whether a host is open; a fault while one opens ends its run, so faults wait for this.</summary>
    public bool IsRunning { get; private set; }

    public bool CanReplay { get; init; } = true;

    /// <summary>What shards run.</summary>
    public Func<PipelinePlan, StateHistory, IShardProgram> CreateProgram { get; set; } = Programs.Create;

    public PipelineServices Services => new()
    {
        Journal = Journal,
        CreateSink = _ => new MemorySink(Results),
        CreateDeadLetterSink = (_, _) => new MemorySink(DeadLetters),
        OpenSource = (_, _) => Source = new MemorySource(_inputs, Random, CanReplay),
        CreateProgram = CreateProgram,
        Time = Clock,
    };

    /// <summary>The source of the last host.</summary>
    public MemorySource? Source { get; private set; }

    /// <summary>Starts a process.</summary>
    public SteppedHost Open()
    {
        IsRunning = false;
        var host = SteppedHost.Open(Plan, Services, Clock, Random, Seed);
        IsRunning = true;
        return host;
    }

    /// <summary>Starts a process and runs it until the input has ended; returns its last status.</summary>
    public PipelineStatus RunToEnd()
    {
        using var host = Open();
        host.RunToEnd();
        return host.Host.Status;
    }

    /// <summary>Ends a process as a power cut does: what it had not committed or synced is gone.</summary>
    public void Crash(SteppedHost host)
    {
        Memory = Memory.Snapshot();
        Journal = Memory;
        host.Dispose();
        Results.Crash(Random);
        DeadLetters.Crash(Random);
    }

    /// <summary>Adds a partition between runs.</summary>
    public void AddInput(MemoryInput input) => _inputs = [.. _inputs, input];
}
