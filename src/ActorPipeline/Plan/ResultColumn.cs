using ActorPipeline.Records;

namespace ActorPipeline.Plan;

/// <summary>A column of results or of dead letters, as sinks see it.</summary>
/// <param name="Name">The name in the output.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="IsKey">Whether it is part of what identifies a row: a key column or the window's start.</param>
public sealed record ResultColumn(string Name, ColumnType Type, bool IsKey);
