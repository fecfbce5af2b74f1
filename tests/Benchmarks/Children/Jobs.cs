using Benchmarks.Budget;
using Benchmarks.RecordPath;

namespace Benchmarks.Children;

/// <summary>All jobs.</summary>
internal static class Jobs
{
    public static Job<string[], long> BareLoop { get; } = new("bare-loop", RecordPath.BareLoop.Run);

    public static Job<PipelineArguments, PipelineResult> Pipeline { get; } = new("pipeline", PipelineJob.Run);

    public static Job<BudgetArguments, BudgetResult> Budget { get; } = new("budget", BudgetJob.Run);

    public static IReadOnlyList<Job> All { get; } = [BareLoop, Pipeline, Budget];
}
