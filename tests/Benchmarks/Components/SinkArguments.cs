namespace Benchmarks.Components;

/// <summary>What the process that measures sinks is to write.</summary>
/// <param name="Directory">Where to.</param>
/// <param name="Rows">Rows for each sink.</param>
internal sealed record SinkArguments(string Directory, long Rows);
