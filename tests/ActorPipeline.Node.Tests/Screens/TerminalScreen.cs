namespace ActorPipeline.Node.Tests.Screens;

/// <summary>As much of a terminal as the painter needs: what is visible after what was written to it.</summary>
internal sealed class TerminalScreen(int width, int height) : StringWriter
{
    private List<string> _rows = [""];
    private int _row;
    private int _column;

    /// <summary>The rows, without what is blank at their ends.</summary>
    public string Visible
    {
        get
        {
            Interpret();
            return string.Join('\n', _rows.Select(r => r.TrimEnd())).TrimEnd('\n');
        }
    }

    /// <summary>Changes the width, and breaks what is wider anew, as most terminals do.</summary>
    public void Resize(int newWidth, int newHeight)
    {
        Interpret();
        _rows = [.. _rows.SelectMany(r => r.Length == 0 ? [""] : r.Chunk(newWidth).Select(c => new string(c)))];
        (width, height) = (newWidth, newHeight);
        _row = _rows.Count - 1;
        Scroll();
    }

    private void Interpret()
    {
        var text = ToString();
        GetStringBuilder().Clear();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\e':
                    var end = i + 2;
                    while (!char.IsAsciiLetter(text[end]))
                    {
                        end++;
                    }

                    Control(text[end], text[(i + 2)..end]);
                    i = end;
                    break;
                case '\r':
                    break;
                case '\n':
                    _row++;
                    if (_row == _rows.Count)
                    {
                        _rows.Add("");
                    }

                    Scroll();
                    break;
                default:
                    // Lines are written whole, from their beginning.
                    var line = text[i..text.IndexOfAny(['\e', '\r', '\n'], i)];
                    Assert.True(line.Length < width, $"'{line}' is as wide as the terminal");
                    _rows[_row] = line + (_rows[_row].Length > line.Length ? _rows[_row][line.Length..] : "");
                    _column = line.Length;
                    i += line.Length - 1;
                    break;
            }
        }
    }

    private void Control(char what, string argument)
    {
        switch (what)
        {
            case 'A':
                _row = Math.Max(0, _row - int.Parse(argument, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case 'H':
                _row = 0;
                break;
            case 'J' when argument == "2":
                _rows = [""];
                _row = 0;
                break;
            case 'J':
                _rows.RemoveRange(_row, _rows.Count - _row);
                _rows.Add("");
                break;
            case 'K':
                _rows[_row] = _rows[_row][..Math.Min(_column, _rows[_row].Length)];
                _column = 0;
                break;
        }
    }

    private void Scroll()
    {
        while (_rows.Count > height)
        {
            _rows.RemoveAt(0);
            _row--;
        }
    }
}
