using ActorPipeline.Records;

namespace ActorPipeline.Plan;

/// <summary>A part of the key.</summary>
/// <param name="Name">Its column in results.</param>
/// <param name="Column">Its index among the batch's columns.</param>
/// <param name="Type">Its type.</param>
public sealed record KeyPart(string Name, int Column, ColumnType Type);
