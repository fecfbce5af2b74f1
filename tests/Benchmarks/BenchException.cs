namespace Benchmarks;

/// <summary>A benchmark can't go on; the message says why and what to do.</summary>
internal sealed class BenchException(string message) : Exception(message);
