using ActorPipeline.Plan;

namespace ActorPipeline.Definitions;

/// <summary>Where records come from.</summary>
public static class Source
{
    /// <summary>No records: the actors live by messages from inside the process.</summary>
    public static RequestsSourceSpec Requests { get; } = new();

    /// <summary>Standard input, a record a line. What was in flight at a crash is lost.</summary>
    public static StdinSourceSpec Stdin { get; } = new();

    /// <summary>Files of a record a line, plain or gzip, as one partition in order of name.</summary>
    /// <param name="paths">Paths and globs (<c>logs/*.log</c>, <c>**</c> for any folders).</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static FilesSourceSpec Files(params string[] paths) => Of(paths, false);

    /// <summary>Files of a record a line, plain or gzip, each a partition of its own.</summary>
    /// <inheritdoc cref="Files" />
    public static FilesSourceSpec ParallelFiles(params string[] paths) => Of(paths, true);

    /// <summary>Made-up records, the same for the same settings; more of them by <c>with</c>.</summary>
    /// <param name="kind">Which kind of record.</param>
    /// <param name="count">Records in all; null for no end.</param>
    /// <param name="seed">The seed.</param>
    public static GeneratorSourceSpec Generator(GeneratorKind kind, long? count, long seed = 1) =>
        new(kind, seed, 1, count);

    private static FilesSourceSpec Of(string[] paths, bool parallel)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.Length > 0
            ? new FilesSourceSpec(paths, parallel, "")
            : throw new ArgumentException("there are no files; name at least one", nameof(paths));
    }
}
