using System.Text;

namespace ActorPipeline.Records;

/// <summary>
/// Text as UTF-8 where its identity matters. Half of a surrogate pair has no UTF-8: all halves would become the same
/// replacement character, and different keys one actor.
/// </summary>
internal static class WholeText
{
    /// <summary>The text's UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, for the message: <c>the key</c>.</param>
    /// <exception cref="ArgumentException">It has half of a surrogate pair in it.</exception>
    public static byte[] Bytes(string text, string what)
    {
        Check(text, what);
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Refuses text that has no UTF-8.</summary>
    /// <inheritdoc cref="Bytes" />
    public static void Check(ReadOnlySpan<char> text, string what)
    {
        for (var i = text.IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                throw new ArgumentException(
                    $"{what} has half of a surrogate pair, \\u{(int)text[i]:x4}, at index {i}: that is no character "
                    + "and can't be stored; use whole characters");
            }

            i++;
        }
    }
}
