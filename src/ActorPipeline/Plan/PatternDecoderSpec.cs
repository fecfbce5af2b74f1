namespace ActorPipeline.Plan;

/// <summary>A line of text a record, taken apart by a pattern.</summary>
/// <param name="Pattern">
/// <c>combined</c> (Apache and nginx), <c>common</c>, or a .NET regular expression with named groups.
/// </param>
/// <param name="Columns">The captures to keep, typed. A capture that did not take part, or is <c>-</c> in the ready
/// patterns, is null.</param>
public sealed record PatternDecoderSpec(string Pattern, IReadOnlyList<ColumnSpec> Columns) : DecoderSpec(Columns);
