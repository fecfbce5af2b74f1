namespace Benchmarks.Actors;

/// <summary>A counter has added.</summary>
internal readonly record struct Added(long By);
