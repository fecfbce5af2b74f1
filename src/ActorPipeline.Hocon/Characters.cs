using System.Buffers;
using System.Globalization;

namespace ActorPipeline.Hocon;

/// <summary>The character classes of the specification, sections "Whitespace" and "Unquoted strings".</summary>
internal static class Characters
{
    public const char FirstPrintable = ' ';

    private static readonly SearchValues<char> Reserved = SearchValues.Create("$\"{}[]:=,+#`^?!@*&\\");
    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789eE+-.");

    /// <summary>Characters that end an unquoted string.</summary>
    public static bool IsReserved(char c) => Reserved.Contains(c);

    public static bool CanBeInNumber(char c) => Number.Contains(c);

    public static bool AreInNumbers(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Number);

    public static bool CanStartNumber(char c) => char.IsAsciiDigit(c) || c == '-';

    public static bool IsWhitespace(char c) => c switch
    {
        ' ' or (>= '\t' and <= '\r') or (>= '\u001C' and <= '\u001F') or '\uFEFF' => true,
        < '\u0080' => false,
        _ => char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    /// <summary>Whether the text is a number by JSON's grammar (RFC 8259, section 6).</summary>
    public static bool IsJsonNumber(ReadOnlySpan<char> text)
    {
        var rest = text.StartsWith("-") ? text[1..] : text;
        var digits = SkipDigits(rest);
        if (digits == 0 || (digits > 1 && rest[0] == '0'))
        {
            return false;
        }

        rest = rest[digits..];
        if (rest.StartsWith("."))
        {
            digits = SkipDigits(rest[1..]);
            if (digits == 0)
            {
                return false;
            }

            rest = rest[(1 + digits)..];
        }

        if (rest.Length > 0 && rest[0] is ('e' or 'E'))
        {
            rest = rest[1..];
            rest = rest.Length > 0 && rest[0] is ('+' or '-') ? rest[1..] : rest;
            digits = SkipDigits(rest);
            return digits > 0 && digits == rest.Length;
        }

        return rest.Length == 0;
    }

    /// <summary>A character as it is shown in an error.</summary>
    public static string Describe(char c) => c switch
    {
        '\n' => "a newline",
        '\t' => "a tab",
        _ when char.IsControl(c) || char.IsSurrogate(c) => $"the character U+{(int)c:X4}",
        _ => $"'{c}'",
    };

    private static int SkipDigits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
