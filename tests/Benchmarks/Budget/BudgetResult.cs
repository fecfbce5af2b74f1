namespace Benchmarks.Budget;

/// <summary>By stop, what a record costs.</summary>
/// <param name="Ns">CPU time, nanoseconds.</param>
/// <param name="AllocatedBytes">Bytes allocated.</param>
/// <param name="ClockCostNs">What a look at the clock costs, which is taken off.</param>
internal sealed record BudgetResult(
    Dictionary<Stop, double> Ns, Dictionary<Stop, double> AllocatedBytes, double ClockCostNs);
