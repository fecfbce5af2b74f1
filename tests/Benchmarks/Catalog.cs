using Benchmarks.Actors;
using Benchmarks.Budget;
using Benchmarks.Components;
using Benchmarks.Ledgers;
using Benchmarks.RecordPath;
using Benchmarks.State;

namespace Benchmarks;

/// <summary>All benchmarks.</summary>
internal static class Catalog
{
    /// <summary>What all of them are asked for by.</summary>
    public const string AllName = "all";

    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new RecordPathBenchmark(),
        new BudgetBenchmark(),
        new MemoryBenchmark(),
        new KeysBenchmark(),
        new RestartBenchmark(),
        new HoppingBenchmark(),
        new ColumnsBenchmark(),
        new DecodeBenchmark(),
        new JournalBenchmark(),
        new LedgerBenchmark(),
        new SinkBenchmark(),
        new ActorsBenchmark(),
    ];

    /// <summary>What runs when none is named.</summary>
    public static IBenchmark Default => All[0];
}
