using System.Text.RegularExpressions;

namespace Tidy.Tests.Rules;

/// <summary>
/// The repository is about the product: not about how, where or by whom a change was made. The patterns have brackets
/// so that they do not find themselves.
/// </summary>
internal static partial class WordRules
{
    public static IEnumerable<Offence> Workplace(SourceFile file)
    {
        for (var i = 0; i < file.Lines.Length; i++)
        {
            foreach (var match in Place().Matches(file.Lines[i]).Concat(Tool().Matches(file.Lines[i])))
            {
                yield return file.At(i + 1, $"\"{match.Value}\" is of a workplace, not of the product");
            }
        }

        foreach (var (line, text) in file.Prose())
        {
            foreach (Match match in Number().Matches(text))
            {
                yield return file.At(line, $"\"{match.Value}\": say what it is about, instead of a number");
            }
        }
    }

    /// <summary>Paths of one machine, and hosts of package registries.</summary>
    [GeneratedRegex(@"(?<![\w.])/(work|root|home|Users)[/]\w+|\b(api\.)?n[u]get\.org|\bn[p]mjs\.|\bpy[p]i\.org")]
    private static partial Regex Place();

    [GeneratedRegex(
        @"\b(cl[a]ude|anthro[p]ic|open[a]i|chat[g]pt|cod[e]x|cop[i]lot|A[I]|LL[M]s?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Tool();

    /// <summary>Numbers of issues and pull requests.</summary>
    [GeneratedRegex(@"(?<![\w&/""'])#\d{1,5}\b|\b([Ii]ssue|PR|[Pp]ull request) #?\d+|\bGH-\d+")]
    private static partial Regex Number();
}
