namespace Benchmarks.Components;

/// <summary>What group commits cost.</summary>
/// <param name="BytesPerCommit">Bytes given to each.</param>
/// <param name="CpuNs">CPU time of all, nanoseconds.</param>
/// <param name="AllocatedBytes">Bytes that all allocated.</param>
/// <param name="P50Ms">Median latency.</param>
/// <param name="P99Ms">99 in 100 were quicker.</param>
/// <param name="FileBytes">Size of the journal's file at the end.</param>
internal sealed record JournalResult(
    long BytesPerCommit, double CpuNs, long AllocatedBytes, double P50Ms, double P99Ms, long FileBytes);
