namespace Benchmarks.Ledgers;

/// <summary>What was found.</summary>
/// <param name="WriteSeconds">Until all commits were answered.</param>
/// <param name="WriteCpuSeconds">Of this process, meanwhile.</param>
/// <param name="ReadSeconds">Until all shards had recovered.</param>
internal sealed record LedgerResult(double WriteSeconds, double WriteCpuSeconds, double ReadSeconds);
