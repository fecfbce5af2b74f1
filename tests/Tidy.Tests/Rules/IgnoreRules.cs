using System.Text.RegularExpressions;

namespace Tidy.Tests.Rules;

/// <summary>What a .gitignore says, for where there is no git to ask: a source archive.</summary>
internal sealed class IgnoreRules(IEnumerable<string> lines)
{
    private readonly List<(Regex Pattern, bool IsFolder, bool IsIgnored)> _rules =
        [.. lines.Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').Select(Parse)];

    /// <summary>Whether a file is ignored, by itself or with a folder that it is in.</summary>
    /// <param name="path">Its path below the root, with slashes.</param>
    public bool Cover(string path)
    {
        for (var end = path.IndexOf('/'); end >= 0; end = path.IndexOf('/', end + 1))
        {
            if (Last(path[..end], isFolder: true))
            {
                return true;
            }
        }

        return Last(path, isFolder: false);
    }

    private bool Last(string path, bool isFolder) =>
        _rules.FindLast(r => (isFolder || !r.IsFolder) && r.Pattern.IsMatch(path)).IsIgnored;

    private static (Regex Pattern, bool IsFolder, bool IsIgnored) Parse(string line)
    {
        var isIgnored = line[0] != '!';
        var glob = isIgnored ? line : line[1..];
        var isFolder = glob[^1] == '/';
        glob = glob.TrimEnd('/');
        var start = glob.Contains('/') ? "" : "(.*/)?";
        var pattern = Regex.Escape(glob.TrimStart('/'))
            .Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
            .Replace(@"\?", "[^/]", StringComparison.Ordinal);
        return (new Regex($"^{start}{pattern}$", RegexOptions.CultureInvariant), isFolder, isIgnored);
    }
}
