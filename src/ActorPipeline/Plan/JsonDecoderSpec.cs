namespace ActorPipeline.Plan;

/// <summary>A JSON object a record (NDJSON). A column's path leads through nested objects.</summary>
/// <param name="Columns">The columns to decode; others are skipped but must be well-formed.</param>
public sealed record JsonDecoderSpec(IReadOnlyList<ColumnSpec> Columns) : DecoderSpec(Columns);
