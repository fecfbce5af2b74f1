namespace Benchmarks.Components;

/// <summary>What some operations cost.</summary>
/// <param name="Name">Of what kind.</param>
/// <param name="Count">How many operations.</param>
/// <param name="Bytes">How many bytes went through them.</param>
/// <param name="CpuNs">CPU time of all, nanoseconds.</param>
/// <param name="AllocatedBytes">Bytes that all allocated.</param>
internal sealed record Cost(string Name, long Count, long Bytes, double CpuNs, long AllocatedBytes);
