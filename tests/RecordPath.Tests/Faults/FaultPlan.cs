using ActorPipeline.Journal;
using ActorPipeline.Sinks;
using ActorPipeline.Sources;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.Simulation;

namespace RecordPath.Tests.Faults;

/// <summary>Sees every call that writes to journal and sinks, and every read of the source; lets some fail.</summary>
internal sealed class FaultPlan(Func<int, FaultKind?> choose)
{
    /// <summary>Calls so far.</summary>
    public int Calls { get; private set; }

    /// <summary>What went wrong, in order.</summary>
    public List<string> Hits { get; } = [];

    public static FaultPlan None() => new(_ => null);

    public static FaultPlan At(int call, FaultKind kind) => new(n => n == call ? kind : null);

    public static FaultPlan Random(Random random, double share) =>
        new(_ => random.NextDouble() < share ? (FaultKind)random.Next(4) : null);

    public void Journal(string call, Action write) =>
        Around("journal " + call, write, text => new JournalException(text, JournalFault.Unavailable));

    public void Sink(string call, Action write) =>
        Around("sink " + call, write, text => new SinkException(text, isTransient: true));

    /// <summary>A read has no effect that could outlive it: it fails before, or the process dies.</summary>
    public void Source()
    {
        var fault = choose(Calls++);
        if (fault is not null)
        {
            Hit($"{fault} at source read {Calls - 1}");
        }

        switch (fault)
        {
            case FaultKind.CrashBefore or FaultKind.CrashAfter:
                throw new CrashException(Hits[^1]);
            case not null:
                throw new SourceException(Hits[^1], isTransient: true);
        }
    }

    private void Around(string call, Action write, Func<string, Exception> failure)
    {
        var fault = choose(Calls++);
        if (fault is null)
        {
            write();
            return;
        }

        Hit($"{fault} at {call} {Calls - 1}");
        if (fault is FaultKind.CrashAfter or FaultKind.FailAfter)
        {
            write();
        }

        throw fault is FaultKind.CrashBefore or FaultKind.CrashAfter
            ? new CrashException(Hits[^1])
            : failure(Hits[^1]);
    }

    private void Hit(string text) => Hits.Add(text);
}
