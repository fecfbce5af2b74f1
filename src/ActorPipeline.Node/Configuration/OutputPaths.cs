using System.IO.Enumeration;
using ActorPipeline.Plan;
using ActorPipeline.Sql;

namespace ActorPipeline.Node.Configuration;

/// <summary>
/// Refuses outputs that would be read as input, written over by another output, or in the place of a file that the
/// pipeline lives on: <c>--fresh</c> removes outputs.
/// </summary>
internal static class OutputPaths
{
    public static void Check(
        BindContext context, SourceSpec? source, SinkSpec? sink, string deadLetters, string dataDirectory)
    {
        (string Setting, string? Path) results = sink switch
        {
            SinkSpec.File file => ("sink.file", file.Path),
            SinkSpec.Sqlite sqlite => ("sink.sqlite", sqlite.Database),
            _ => default,
        };
        if (results.Path == deadLetters)
        {
            Problem(context, "dead-letters.file", $"the results go to {deadLetters} too; name another file");
        }

        (string Setting, string? Path)[] outputs = [results, ("dead-letters.file", deadLetters)];
        foreach (var (setting, path) in outputs)
        {
            if (path == context.FilePath)
            {
                Problem(context, setting, "that is the pipeline's own file; name another one");
            }

            if (Path.GetDirectoryName(path) == dataDirectory && DataDirectory.IsItsOwn(Path.GetFileName(path)!))
            {
                Problem(context, setting, $"that is a file of the data directory {dataDirectory}; name another one");
            }
        }

        foreach (var pattern in (source as FilesSourceSpec)?.Paths ?? [])
        {
            foreach (var (setting, path) in outputs)
            {
                if (path is not null && Matches(Segments(pattern), Segments(path)))
                {
                    Problem(context, setting, $"the source reads {pattern}, so it would read this output; "
                        + "name a file that it does not match");
                }
            }
        }
    }

    private static void Problem(BindContext context, string setting, string text)
    {
        var origin = context.Settings.LastOrDefault(s => s.Path == setting)?.Origin ?? context.File;
        context.Problem(Reference.IsOrigin(origin) ? context.File : origin, setting, text);
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
