using ActorPipeline.Notation;
using ActorPipeline.Plan;

namespace ActorPipeline.Sources.Files;

/// <summary>Turns the paths and patterns of a plan into the files that are there.</summary>
internal static class FileListing
{
    private const int MaxNamesCompared = 10_000;

    /// <summary>All files, each once, in ordinal order of their full paths.</summary>
    /// <exception cref="SourceException">A named file is missing, or nothing matches a pattern.</exception>
    public static IReadOnlyList<string> List(FilesSourceSpec spec)
    {
        if (spec.Paths.Count == 0)
        {
            throw new SourceException("The source names no files. Name at least one, such as files = [\"in/*.log\"].");
        }

        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in spec.Paths)
        {
            Add(path, spec.BaseDirectory, files);
        }

        return [.. files];
    }

    private static void Add(string path, string baseDirectory, SortedSet<string> files)
    {
        var full = Path.GetFullPath(path, Path.GetFullPath(baseDirectory));
        if (File.Exists(full))
        {
            files.Add(full);
            return;
        }

        if (Directory.Exists(full))
        {
            throw FileErrors.IsFolder(full);
        }

        if (!GlobPattern.IsPattern(path))
        {
            throw Missing(full);
        }

        try
        {
            AddMatches(path, new GlobPattern(full), files);
        }
        catch (Exception error) when (FileErrors.IsKnown(error))
        {
            throw new SourceException($"Listing the files of {path} failed: {error.Message}", false, error);
        }
    }

    private static void AddMatches(string path, GlobPattern pattern, SortedSet<string> files)
    {
        var matches = new HashSet<string>();
        pattern.Expand(matches);
        if (matches.Count == 0)
        {
            throw new SourceException(Directory.Exists(pattern.BaseDirectory)
                ? $"No file matches {path} in the directory {pattern.BaseDirectory}. Put files there, or change the "
                    + "pattern (* and ? stay within a name, ** goes through directories)."
                : $"No file matches {path}: there is no directory {pattern.BaseDirectory}"
                    + Hint(pattern.BaseDirectory));
        }

        files.UnionWith(matches);
    }

    private static SourceException Missing(string path)
    {
        var folder = Path.GetDirectoryName(path);
        return new SourceException(folder is null || Directory.Exists(folder)
            ? $"There is no file {path}{Hint(path)}"
            : $"There is no file {path}: its directory doesn't exist{Hint(folder)}");
    }

    private static string Hint(string path)
    {
        var folder = Path.GetDirectoryName(path);
        try
        {
            var names = Directory.Exists(folder)
                ? Directory.EnumerateFileSystemEntries(folder).Take(MaxNamesCompared).Select(p => Path.GetFileName(p))
                : [];
            return Near(Path.GetFileName(path), [.. names.Order(StringComparer.Ordinal)]) is { } name
                ? $". Do you mean {Path.Join(folder, name)}?"
                : ". Check the path; relative ones start at the directory of the pipeline's file.";
        }
        catch (Exception error) when (FileErrors.IsKnown(error))
        {
            return $" ({error.Message}).";
        }
    }

    // A longer name that starts the same (x.log.1, x.log.gz for x.log) is near, however long.
    private static string? Near(string name, string[] names) =>
        Array.Find(names, n => n.StartsWith(name, StringComparison.Ordinal)) ?? NearestName.Of(name, names);
}
