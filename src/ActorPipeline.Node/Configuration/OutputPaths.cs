using System.IO.Enumeration;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Configuration;

/// <summary>Refuses outputs that would be read as input, or written over by another output.</summary>
internal static class OutputPaths
{
    public static void Check(BindContext context, SourceSpec? source, SinkSpec? sink, string deadLetters)
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

        foreach (var pattern in (source as FilesSourceSpec)?.Paths ?? [])
        {
            foreach (var (setting, path) in ((string, string?)[])[results, ("dead-letters.file", deadLetters)])
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
