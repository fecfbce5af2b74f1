using Benchmarks.Actors;
using Benchmarks.Budget;
using Benchmarks.Components;
using Benchmarks.Ledgers;
using Benchmarks.RecordPath;

namespace Benchmarks.Children;

/// <summary>All jobs.</summary>
internal static class Jobs
{
    public static Job<string[], long> BareLoop { get; } = new("bare-loop", RecordPath.BareLoop.Run);

    public static Job<PipelineArguments, PipelineResult> Pipeline { get; } = new("pipeline", PipelineJob.Run);

    public static Job<BudgetArguments, BudgetResult> Budget { get; } = new("budget", BudgetJob.Run);

    public static Job<long, Cost[]> Decode { get; } = new("decode", DecodeBenchmark.RunHere);

    public static Job<JournalArguments, JournalResult> Journal { get; } = new("journal", JournalBenchmark.RunHere);

    public static Job<LedgerArguments, LedgerResult> Ledger { get; } = new("ledger", LedgerJob.Run);

    public static Job<SinkArguments, Cost[]> Sink { get; } = new("sink", SinkBenchmark.RunHere);

    public static Job<string, AskResult> Ask { get; } = new("ask", AskJob.Run);

    public static IReadOnlyList<Job> All { get; } =
        [BareLoop, Pipeline, Budget, Decode, Journal, Ledger, Sink, Ask];
}
