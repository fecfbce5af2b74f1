using ActorPipeline.Records;

namespace ActorPipeline.Plan;

/// <summary>A column that a decoder fills.</summary>
/// <param name="Name">The name that expressions use.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Path">Where it stands in a record: a JSON path (<c>a.b.c</c>) or a capture's name.</param>
/// <param name="TimeFormat">How its text or number is read, for <see cref="ColumnType.Timestamp"/>; else null.</param>
public sealed record ColumnSpec(string Name, ColumnType Type, string Path, TimeFormat? TimeFormat = null);
