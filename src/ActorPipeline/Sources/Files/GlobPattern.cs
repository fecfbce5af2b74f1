using System.IO.Enumeration;

namespace ActorPipeline.Sources.Files;

/// <summary>
/// A pattern of paths, as in a shell: <c>*</c> any text and <c>?</c> any character of one name, <c>**</c> any number of
/// directories. Names that start with a dot match only a pattern that does. <c>**</c> does not follow links to
/// directories, which may go in circles.
/// </summary>
internal sealed class GlobPattern
{
    private const string AnyDirectories = "**";
    private static readonly char[] Wildcards = ['*', '?'];

    private static readonly EnumerationOptions All = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        ReturnSpecialDirectories = false,
    };

    private readonly string[] _segments;

    /// <summary>Takes a full path with wildcards.</summary>
    public GlobPattern(string fullPath)
    {
        var root = Path.GetPathRoot(fullPath) ?? string.Empty;
        var segments = fullPath[root.Length..].Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        var literal = Array.FindIndex(segments, IsPattern);
        BaseDirectory = Path.Join(root, Path.Join(segments[..literal]));
        _segments = segments[literal..];
        if (_segments[^1] == AnyDirectories)
        {
            _segments = [.. _segments, "*"];
        }
    }

    /// <summary>The directory before the first wildcard.</summary>
    public string BaseDirectory { get; }

    /// <summary>Whether a path has wildcards.</summary>
    public static bool IsPattern(string path) => path.IndexOfAny(Wildcards) >= 0;

    /// <summary>Adds the files that match.</summary>
    public void Expand(ISet<string> files)
    {
        if (Directory.Exists(BaseDirectory))
        {
            Expand(BaseDirectory, _segments, files);
        }
    }

    private static void Expand(string directory, ReadOnlySpan<string> segments, ISet<string> files)
    {
        var segment = segments[0];
        var rest = segments[1..];
        if (segment == AnyDirectories)
        {
            Expand(directory, rest, files);
            foreach (var child in new DirectoryInfo(directory).EnumerateDirectories("*", All))
            {
                if (Matches("*", child.Name) && !child.Attributes.HasFlag(FileAttributes.ReparsePoint))
                {
                    Expand(child.FullName, segments, files);
                }
            }

            return;
        }

        if (rest.Length == 0)
        {
            foreach (var file in Directory.EnumerateFiles(directory, "*", All))
            {
                if (Matches(segment, Path.GetFileName(file)))
                {
                    files.Add(file);
                }
            }

            return;
        }

        foreach (var child in Directory.EnumerateDirectories(directory, "*", All))
        {
            if (Matches(segment, Path.GetFileName(child)))
            {
                Expand(child, rest, files);
            }
        }
    }

    private static bool Matches(string segment, string name) =>
        (name[0] != '.' || segment[0] == '.') && FileSystemName.MatchesSimpleExpression(segment, name, false);
}
