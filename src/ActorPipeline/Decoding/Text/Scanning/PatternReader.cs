using System.Globalization;

namespace ActorPipeline.Decoding;

/// <summary>
/// Reads the part of the regular expression language that scanners are made of. It is given patterns that the engine
/// has accepted, and gives up on what it does not know.
/// </summary>
internal sealed class PatternReader
{
    private const int MaxDepth = 50;
    private readonly string _text;
    private readonly PatternAlphabet _alphabet;
    private int _at;
    private bool _isKnown = true;
    private int _anchors;
    private int _depth;

    private PatternReader(string text, PatternAlphabet alphabet) => (_text, _alphabet) = (text, alphabet);

    private bool IsAtEnd => _at >= _text.Length;

    private char Here => IsAtEnd ? '\0' : _text[_at];

    /// <summary>The pattern's parts, whose sets are added to the alphabet; null for a pattern not known.</summary>
    public static PatternNode? Read(string pattern, PatternAlphabet alphabet)
    {
        var reader = new PatternReader(pattern, alphabet);
        var node = reader.Choice(isFirst: true);
        return reader is { _isKnown: true, IsAtEnd: true } ? node : null;
    }

    private PatternNode Choice(bool isFirst)
    {
        var branches = new List<PatternNode> { Sequence(isFirst) };
        while (_isKnown && Here == '|')
        {
            _at++;
            branches.Add(Sequence(isFirst));
        }

        return branches.Count == 1 ? branches[0] : new PatternNode.Choice(branches);
    }

    private PatternNode.Sequence Sequence(bool isFirst)
    {
        var items = new List<PatternNode>();
        while (_isKnown && !IsAtEnd && Here is not ('|' or ')'))
        {
            var anchors = _anchors;
            var item = Item(isFirst && items.Count == 0);
            items.Add(Quantified(item, _anchors > anchors));
        }

        return new PatternNode.Sequence(items);
    }

    private PatternNode Item(bool isFirst)
    {
        var letter = _text[_at++];
        switch (letter)
        {
            case '(':
                return Group(isFirst);
            case '[':
                return Class();
            case '.':
                return new PatternNode.One(_alphabet.Add("."));
            case '\\':
                return Escape(isFirst);
            case '^':
                return Anchor(isFirst, new PatternNode.Sequence([]));
            case '$':
                return Anchor(true, new PatternNode.End());
            default:
                return Literal(letter);
        }
    }

    private PatternNode Group(bool isFirst)
    {
        string? name = null;
        if (Here == '?')
        {
            var kind = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
            _at += 2;
            if (kind is '<' or '\'')
            {
                var end = _text.IndexOf(kind == '<' ? '>' : '\'', _at);
                name = end < 0 ? "" : _text[_at..end];
                _at = end + 1;
                if (name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
                {
                    return Unknown();
                }
            }
            else if (kind != ':')
            {
                return Unknown();
            }
        }

        if (++_depth > MaxDepth)
        {
            return Unknown();
        }

        var body = Choice(isFirst);
        _depth--;
        _isKnown &= Here == ')';
        _at++;
        return name is null || char.IsAsciiDigit(name[0]) ? body : new PatternNode.Group(name, body);
    }

    private PatternNode Class()
    {
        var start = _at - 1;
        _at += Here == '^' ? 1 : 0;
        _at += Here == ']' ? 1 : 0;
        while (!IsAtEnd && Here != ']')
        {
            if (Here == '[')
            {
                return Unknown();
            }

            _at += Here == '\\' ? 2 : 1;
        }

        _at++;
        return _at > _text.Length ? Unknown() : new PatternNode.One(_alphabet.Add(_text[start.._at]));
    }

    private PatternNode Escape(bool isFirst)
    {
        var letter = _text[_at++];
        switch (letter)
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                return new PatternNode.One(_alphabet.Add($"\\{letter}"));
            case 'A':
                return Anchor(isFirst, new PatternNode.Sequence([]));
            case 'z' or 'Z':
                return Anchor(true, new PatternNode.End());
            case 't':
                return Literal('\t');
            case 'n':
                return Literal('\n');
            case 'r':
                return Literal('\r');
            case 'x':
                return Coded(2);
            case 'u':
                return Coded(4);
            default:
                return char.IsLetterOrDigit(letter) || letter == '_' ? Unknown() : Literal(letter);
        }
    }

    private PatternNode Coded(int digits)
    {
        var code = _text.AsSpan(_at, Math.Min(digits, _text.Length - _at));
        _at += digits;
        return ushort.TryParse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? Literal((char)unit) : Unknown();
    }

    /// <summary>Half of a surrogate pair is a character to the engine, but none in UTF-8.</summary>
    private PatternNode Literal(char character) =>
        char.IsSurrogate(character) ? Unknown() : new PatternNode.One(_alphabet.Add(character));

    private PatternNode Anchor(bool isKnown, PatternNode node)
    {
        _anchors++;
        _isKnown &= isKnown;
        return node;
    }

    private PatternNode Quantified(PatternNode item, bool isAnchored)
    {
        var (min, max) = Here switch
        {
            '*' => (0, int.MaxValue),
            '+' => (1, int.MaxValue),
            '?' => (0, 1),
            '{' => Counts(),
            _ => (-1, 0),
        };
        if (min < 0)
        {
            return item;
        }

        _at = Here == '{' ? _text.IndexOf('}', _at) + 1 : _at + 1;
        _at += Here == '?' ? 1 : 0;

        // An anchor in what is repeated holds the first time only.
        return isAnchored ? Unknown() : new PatternNode.Repeat(item, min, max);
    }

    /// <summary>The counts in braces; braces that hold none stand for themselves.</summary>
    private (int Min, int Max) Counts()
    {
        var end = _text.IndexOf('}', _at);
        var parts = end < 0 ? [] : _text[(_at + 1)..end].Split(',');
        if (parts.Length is 0 or > 2 || !TryCount(parts[0], out var min))
        {
            return (-1, 0);
        }

        var max = parts.Length == 1 ? min : int.MaxValue;
        return parts.Length == 1 || parts[1].Length == 0 || TryCount(parts[1], out max) ? (min, max) : (-1, 0);
    }

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private PatternNode.Sequence Unknown()
    {
        _isKnown = false;
        return new PatternNode.Sequence([]);
    }
}
