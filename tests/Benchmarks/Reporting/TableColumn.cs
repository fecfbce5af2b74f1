namespace Benchmarks.Reporting;

/// <summary>A column of a <see cref="Table"/>.</summary>
/// <param name="Key">Its name in JSON, with the unit last.</param>
/// <param name="Label">Its heading.</param>
/// <param name="Unit">What its numbers count.</param>
internal sealed record TableColumn(string Key, string Label, Unit Unit = Unit.Count);
