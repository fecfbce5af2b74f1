namespace ActorPipeline.Plan;

/// <summary>What the decoder does: which columns, from what kind of record.</summary>
/// <param name="Columns">The columns that it fills, in the order of the batch's first columns.</param>
public abstract record DecoderSpec(IReadOnlyList<ColumnSpec> Columns);
