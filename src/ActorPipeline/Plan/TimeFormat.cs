namespace ActorPipeline.Plan;

/// <summary>How event time is written in a record.</summary>
/// <param name="Kind">The way of writing.</param>
/// <param name="Pattern">
/// For <see cref="TimeFormatKind.Custom"/>: a .NET custom format string (<c>yyyy/MM/dd HH:mm:ss.ff</c>), read as UTC
/// unless it holds an offset (<c>zzz</c>); else null.
/// </param>
public sealed record TimeFormat(TimeFormatKind Kind, string? Pattern = null);
