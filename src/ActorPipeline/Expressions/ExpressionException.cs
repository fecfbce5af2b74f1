using System.Text;

namespace ActorPipeline.Expressions;

/// <summary>
/// An expression that can't be compiled. <see cref="Exception.Message"/> says why and what to write instead.
/// </summary>
public sealed class ExpressionException : Exception
{
    private const int MaxShown = 100;

    /// <summary>Creates the error of a span of an expression's text; control characters become blanks.</summary>
    public ExpressionException(string message, string text, int position, int length)
        : base(OneLine(message)) => (Text, Position, Length) = (text, position, length);

    /// <summary>The whole text that was being compiled.</summary>
    public string Text { get; }

    /// <summary>0-based offset in chars of the error; the text's length when something is missing at the end.</summary>
    public int Position { get; }

    /// <summary>Length in chars of the span in error; 0 at the end of the text.</summary>
    public int Length { get; }

    /// <summary>
    /// The message, then the line in error, then carets under the span. Three lines, no line end after them.
    /// </summary>
    public string ToCaretString()
    {
        var lineStart = Position == 0 ? 0 : Text.LastIndexOf('\n', Position - 1) + 1;
        var lineEnd = Text.IndexOf('\n', Position);
        lineEnd = lineEnd < 0 ? Text.Length : lineEnd;

        // A long line is cut to a window that starts a little before the error.
        var from = Math.Max(lineStart, Position - MaxShown / 2);
        var to = Math.Min(lineEnd, from + MaxShown);
        var lead = from > lineStart ? "..." : "";
        var shown = new StringBuilder(Message).Append("\n    ").Append(lead);
        for (var i = from; i < to; i++)
        {
            shown.Append(char.IsControl(Text[i]) ? ' ' : Text[i]);
        }

        shown.Append(to < lineEnd ? "..." : "").Append("\n    ").Append(' ', lead.Length + Position - from);
        return shown.Append('^', Math.Clamp(Math.Min(Length, to - Position), 1, MaxShown)).ToString();
    }

    /// <summary>Names and regular expressions that a message repeats may hold line ends.</summary>
    private static string OneLine(string message) => string.Create(message.Length, message, (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = char.IsControl(source[i]) ? ' ' : source[i];
        }
    });
}
