namespace ActorPipeline.Plan;

/// <summary>Files, one record a line; gzip is recognized by its first bytes.</summary>
/// <param name="Paths">Paths and globs (<c>logs/*.log</c>, <c>**</c> for any folders), absolute or relative to
/// <paramref name="BaseDirectory"/>.</param>
/// <param name="Parallel">Whether each file is a partition of its own; else all are one, in order of name.</param>
/// <param name="BaseDirectory">Where relative paths start.</param>
public sealed record FilesSourceSpec(IReadOnlyList<string> Paths, bool Parallel, string BaseDirectory) : SourceSpec;
