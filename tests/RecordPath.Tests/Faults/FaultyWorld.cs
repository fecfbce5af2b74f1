using ActorPipeline.Hosting;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Sinks;
using ActorPipeline.Sources;
using RecordPath.Tests.Crash;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Faults;

/// <summary>What outlives a process, and processes that meet with faults until one comes to the end.</summary>
internal sealed class FaultyWorld(PipelinePlan plan, int seed, IReadOnlyList<string[]> lines)
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

        return new Outputs(Text(_results), Text(_deadLetters), Outputs.CountersOf(Journal, plan.ShardCount));
    }

    private static string Text(MemoryTarget target) =>
        string.Join('\n', target.Rows.Select(r => r.ToString()).Order(StringComparer.Ordinal));

    private bool TryRun(FaultPlan faults)
    {
        Processes++;
        PipelineHost? host = null;
        try
        {
            host = PipelineHost.Open(plan, Services(faults));
            using var stepped = new SteppedHost(host, _clock, _random, seed);
            stepped.RunToEnd();
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
        JournalException { IsTransient: true } or SinkException { IsTransient: true } or SourceException { IsTransient: true };

    private void Crash(PipelineHost? host)
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
            Journal = new FaultyJournal(Journal, faults),
            CreateSink = _ => new FaultySink(new MemorySink(_results), faults),
            CreateDeadLetterSink = (_, _) => new FaultySink(new MemorySink(_deadLetters), faults),
            OpenSource = (_, _) => new MemorySource(inputs, _random, canReplay: true),
            Time = _clock,
        };
    }
}
