using System.Text.RegularExpressions;

namespace Tidy.Tests.Rules;

/// <summary>Links of Markdown that stay within the repository.</summary>
internal static partial class LinkRules
{
    public static IEnumerable<Offence> Dead(SourceFile file)
    {
        for (var i = 0; i < file.Lines.Length; i++)
        {
            foreach (Match match in Link().Matches(file.Lines[i]))
            {
                var target = match.Groups[1].Value;
                if (!target.Contains("://", StringComparison.Ordinal) && !Exists(file, target))
                {
                    yield return file.At(i + 1, $"the link to {target} leads nowhere");
                }
            }
        }
    }

    private static bool Exists(SourceFile from, string target)
    {
        var parts = target.Split('#');
        var folder = Path.GetDirectoryName(from.Path) ?? "";
        var path = parts[0].Length == 0
            ? from.Path
            : Path.GetRelativePath(".", Path.Combine(folder, parts[0])).Replace('\\', '/');
        var full = Repository.Full(path);
        if (!File.Exists(full) && !Directory.Exists(full))
        {
            return false;
        }

        return parts.Length == 1
            || File.ReadLines(full).Where(l => l.StartsWith('#')).Select(AnchorOf).Contains(parts[1]);
    }

    /// <summary>The anchor of a heading, as the usual renderers make it.</summary>
    private static string AnchorOf(string heading) =>
        NoAnchor().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
