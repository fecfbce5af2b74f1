using System.IO.Enumeration;
using ActorPipeline.Plan;

namespace ActorPipeline.Definitions;

/// <summary>Finds outputs that would be read as input, or written over by another output.</summary>
internal static class OutputPaths
{
    /// <summary>What is wrong with where a pipeline writes; all paths are absolute.</summary>
    /// <param name="source">What it reads; null where that is not known.</param>
    /// <param name="sink">Where results go; null where that is not known.</param>
    /// <param name="deadLetters">Where dead letters go.</param>
    /// <returns>Which output is wrong, and why.</returns>
    public static IEnumerable<(bool IsDeadLetters, string Text)> Problems(
        SourceSpec? source, SinkSpec? sink, string deadLetters)
    {
        var results = (sink as SinkSpec.File)?.Path ?? (sink as SinkSpec.Sqlite)?.Database;
        if (results == deadLetters)
        {
            yield return (true, $"the results go to {deadLetters} too; name another file");
        }

        foreach (var pattern in (source as FilesSourceSpec)?.Paths ?? [])
        {
            foreach (var (isDeadLetters, path) in ((bool, string?)[])[(false, results), (true, deadLetters)])
            {
                if (path is not null && Matches(Segments(pattern), Segments(path)))
                {
                    yield return (isDeadLetters, $"the source reads {pattern}, so it would read this output; "
                        + "name a file that it does not match");
                }
            }
        }
    }

    private static string[] Segments(string path) =>
        path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a pattern of <see cref="FilesSourceSpec"/> includes a path.</summary>
    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path) => pattern switch
    {
        [] => path.IsEmpty,
        ["**"] => !path.IsEmpty,
        ["**", .. var rest] => Matches(rest, path) || (!path.IsEmpty && Matches(pattern, path[1..])),
        [var name, .. var rest] => !path.IsEmpty
            && FileSystemName.MatchesSimpleExpression(name, path[0], ignoreCase: false)
            && Matches(rest, path[1..]),
    };
}
