using System.Text;

namespace ActorPipeline.Node.Screens;

/// <summary>
/// Draws some lines on a terminal, again and again in the same place. Where the terminal's size has changed, nobody
/// knows where that is: some break what they show anew, others cut it off. So then what is visible is cleared.
/// </summary>
internal sealed class TerminalPainter(TextWriter output)
{
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";
    private const string ClearScreen = "\e[2J\e[H";
    private const string ClearToEndOfLine = "\e[K";
    private const string ClearBelow = "\e[J";

    private (int Width, int Height) _size;
    private int _drawn;

    /// <summary>Draws lines over those before.</summary>
    /// <param name="lines">None of them as wide as the terminal.</param>
    /// <param name="width">The terminal's width.</param>
    /// <param name="height">The terminal's height; of more lines than fit above the cursor's, the first are drawn.
    /// </param>
    public void Paint(IReadOnlyList<string> lines, int width, int height)
    {
        var text = new StringBuilder(HideCursor);
        text.Append(_drawn > 0 && _size != (width, height) ? ClearScreen : Back());
        (_size, _drawn) = ((width, height), Math.Min(lines.Count, Math.Max(1, height - 1)));
        for (var i = 0; i < _drawn; i++)
        {
            text.Append(lines[i]).Append(ClearToEndOfLine).Append("\r\n");
        }

        Write(text.Append(ClearBelow));
    }

    /// <summary>Takes the lines away: what is printed next stands where they were.</summary>
    public void Erase()
    {
        Write(new StringBuilder(Back()).Append(ClearBelow).Append(ShowCursor));
        _drawn = 0;
    }

    private string Back() => _drawn > 0 ? $"\r\e[{_drawn}A" : "\r";

    private void Write(StringBuilder text)
    {
        output.Write(text.ToString());
        output.Flush();
    }
}
