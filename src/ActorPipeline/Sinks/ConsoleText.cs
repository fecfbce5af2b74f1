using System.Globalization;
using System.Text;

namespace ActorPipeline.Sinks;

/// <summary>Text as a terminal can show it in a cell.</summary>
internal static class ConsoleText
{
    /// <summary>Characters of a text that are shown at most.</summary>
    private const int MaxLength = 60;

    /// <summary>Ranges of code points that take two cells: Hangul, CJK, full-width forms, emoji.</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    /// <summary>
    /// The text without what would move the cursor, change colors or hide other text: keys come from records, and
    /// records from anybody. Cut where it is too long.
    /// </summary>
    public static string Clean(ReadOnlySpan<byte> utf8)
    {
        var text = new StringBuilder();
        var length = 0;
        while (!utf8.IsEmpty)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var consumed);
            utf8 = utf8[consumed..];
            if (++length == MaxLength && !utf8.IsEmpty)
            {
                return text.Append('…').ToString();
            }

            text.Append(IsVisible(rune) ? rune.ToString() : "�");
        }

        return text.ToString();
    }

    /// <inheritdoc cref="Clean(ReadOnlySpan{byte})" />
    public static string Clean(string text) => Clean(Encoding.UTF8.GetBytes(text));

    /// <summary>Cells that a text takes.</summary>
    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune);
        }

        return width;
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static int Width(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            return 0;
        }

        foreach (var (first, last) in Wide)
        {
            if (rune.Value >= first && rune.Value <= last)
            {
                return 2;
            }
        }

        return 1;
    }
}
