using System.Text.RegularExpressions;

namespace ActorPipeline.Notation;

/// <summary>
/// Regular expressions whose time is in proportion to the text, whatever the text: without what has to go back in it.
/// </summary>
internal static class LinearPattern
{
    /// <summary>
    /// Compiles an expression. Throws <see cref="RegexParseException"/> for what is none, and
    /// <see cref="ArgumentException"/> that says what to write instead for what is not matched in linear time.
    /// </summary>
    public static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException error)
        {
            throw new ArgumentException(Problem(pattern), error);
        }
    }

    private static string Problem(string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (At(pattern.AsSpan(i)) is (var what, var instead))
            {
                return $"it has {what} at character {i + 1}, and a text could then take any time to match; {instead}";
            }

            i = pattern[i] switch
            {
                '\\' => i + 1,
                '[' => EndOfClass(pattern, i),
                _ => i,
            };
        }

        return "its repetitions make it too large; write * or + for what may be repeated often";
    }

    private static (string What, string Instead)? At(ReadOnlySpan<char> rest) => rest switch
    {
        ['\\', >= '1' and <= '9' or 'k', ..] =>
            ("a back reference", "name both places, and compare them in where"),
        ['\\', 'G', ..] => ("\\G", "leave it out"),
        ['(', '?', '=' or '!', ..] => ("a look-ahead", "match the text itself, in a group without a name: (?:...)"),
        ['(', '?', '<', '=' or '!', ..] =>
            ("a look-behind", "match the text itself, in a group without a name: (?:...)"),
        ['(', '?', '>', ..] => ("an atomic group", "write (?:...)"),
        ['(', '?', '(', ..] => ("a conditional", "write both cases: (?:...|...)"),
        ['(', '?', '<' or '\'', .. var name] when IsBalancing(name) => ("a balancing group", "write (?<name>...)"),
        _ => null,
    };

    private static bool IsBalancing(ReadOnlySpan<char> name) =>
        name.IndexOfAny('>', '\'') is > 0 and var end && name[..end].Contains('-');

    /// <summary>Where a class of characters ends that begins here; its brackets mean nothing else.</summary>
    private static int EndOfClass(string pattern, int start)
    {
        for (var i = pattern.AsSpan(start).StartsWith("[^") ? start + 3 : start + 2; i < pattern.Length; i++)
        {
            if (pattern[i] == ']')
            {
                return i;
            }

            i += pattern[i] == '\\' ? 1 : 0;
        }

        return pattern.Length;
    }
}
