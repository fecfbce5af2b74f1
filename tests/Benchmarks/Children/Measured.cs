namespace Benchmarks.Children;

/// <summary>What a job returned, and what its process had used by then.</summary>
internal sealed record Measured<T>(T Value, ProcessUsage Usage);
