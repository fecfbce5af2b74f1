namespace Benchmarks.Reporting;

/// <summary>A number that was measured.</summary>
/// <param name="Key">Its name in JSON, with the unit last.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Target">What it is meant to be, if anything.</param>
internal sealed record Figure(string Key, string Label, double Value, Unit Unit, Target? Target = null);
