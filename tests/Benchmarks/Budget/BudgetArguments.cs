namespace Benchmarks.Budget;

/// <summary>What the process that drives the stops is to read.</summary>
/// <param name="Files">The input files.</param>
/// <param name="Directory">Where the outputs go.</param>
/// <param name="Records">Records in the files.</param>
internal sealed record BudgetArguments(string[] Files, string Directory, long Records);
