namespace Benchmarks.Actors;

/// <summary>Tells a counter to add, and perhaps to say what it has come to.</summary>
internal readonly record struct Add(long By, bool IsAsked);
