namespace Benchmarks.Actors;

/// <summary>What asking took.</summary>
/// <param name="P50Ms">One ask after the other, median.</param>
/// <param name="P99Ms">One ask after the other, 99 in 100.</param>
/// <param name="AsksPerSecond">Many at a time.</param>
/// <param name="ManyP50Ms">Many at a time, median.</param>
internal sealed record AskResult(double P50Ms, double P99Ms, double AsksPerSecond, double ManyP50Ms);
