using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Sinks;
using ActorPipeline.Sources;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation;
using ActorPipeline.TestKit.Stepping;
using RecordPath.Tests.Crash;

namespace RecordPath.Tests.Faults;

/// <summary>What outlives a process, and processes that meet with faults until one comes to the end.</summary>
internal class FaultyWorld(PipelinePlan plan, int seed, IReadOnlyList<string[]> lines)
{
    private const int MostProcesses = 2_000;

    private readonly Random _random = new(seed);
    private readonly ManualClock _clock = new();
    private readonly MemoryTarget _results = new();
    private readonly MemoryTarget _deadLetters = new();
    private InMemoryJournal Journal { get; set; } = new();

    /// <summary>Processes that it took.</summary>
    public int Processes { get; private set; }

    /// <summary>Runs process after process, as long as they die, and says what all of them leave.</summary>
    public Outputs RunToEnd(FaultPlan faults)
    {
        while (!TryRun(faults))
        {
            Assert.True(Processes < MostProcesses, "it never ends");
        }

        return Read(Journal);
    }

    /// <summary>What is in the targets and in the journal.</summary>
    protected virtual Outputs Read(IJournal journal) =>
        new(Text(_results), Text(_deadLetters), Outputs.CountersOf(journal, plan.ShardCount));

    protected virtual ISink CreateSink() => new MemorySink(_results);

    protected virtual ISink CreateDeadLetterSink(IReadOnlyList<string> names) => new MemorySink(_deadLetters);

    protected virtual ISource OpenSource(IReadOnlyList<MemoryInput> inputs, Random random) =>
        new MemorySource(inputs, random, canReplay: true);

    private static string Text(MemoryTarget target) =>
        string.Join('\n', target.Rows.Select(r => r.ToString()).Order(StringComparer.Ordinal));

    private bool TryRun(FaultPlan faults)
    {
        Processes++;
        SteppedHost? host = null;
        try
        {
            host = SteppedHost.Open(plan, Services(faults), _clock, _random, seed);
            host.RunToEnd();
            host.Dispose();
            return true;
        }
        catch (CrashException)
        {
            Crash(host);
        }
        catch (Exception fault) when (host is null && IsTransient(fault))
        {
            // Nobody waits at the start: the process ends, and is started again.
            Crash(host);
        }

        return false;
    }

    private static bool IsTransient(Exception fault) => fault is
        JournalException { IsTransient: true }
        or SinkException { IsTransient: true }
        or SourceException { IsTransient: true };

    private void Crash(SteppedHost? host)
    {
        Journal = Journal.Snapshot();
        host?.Dispose();
        _results.Crash(_random);
        _deadLetters.Crash(_random);
    }

    private PipelineServices Services(FaultPlan faults)
    {
        var inputs = lines.Select(l => new MemoryInput(l) { MaxBatchRows = 6, Fault = faults.Source }).ToArray();
        return new PipelineServices
        {
            Journal = new JournalUnderFaults(Journal, faults),
            CreateSink = _ => new SinkUnderFaults(CreateSink(), faults),
            CreateDeadLetterSink = (_, names) => new SinkUnderFaults(CreateDeadLetterSink(names), faults),
            OpenSource = (_, _) => OpenSource(inputs, _random),
            Time = _clock,
        };
    }
}
