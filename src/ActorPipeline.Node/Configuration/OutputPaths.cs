using System.Text;
using System.Text.RegularExpressions;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Configuration;

/// <summary>Refuses outputs that would be read as input, or written over by another output.</summary>
internal static class OutputPaths
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

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
                if (path is not null && Matches(pattern, path))
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

    private static bool Matches(string pattern, string path)
    {
        var expression = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern.AsSpan(i).StartsWith("**/"))
            {
                expression.Append("(.*/)?");
                i += 2;
            }
            else
            {
                expression.Append(pattern[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    var c => Regex.Escape(c.ToString()),
                });
            }
        }

        const RegexOptions options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
        return Regex.IsMatch(path, expression.Append('$').ToString(), options, MatchTimeout);
    }
}
