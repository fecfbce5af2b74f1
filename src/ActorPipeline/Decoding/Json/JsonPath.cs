using System.Globalization;
using System.Text;

namespace ActorPipeline.Decoding;

/// <summary>
/// Where in a record a column's value stands: names and indexes of arrays, as in <c>commits[0].author.name</c>. A name
/// that holds a point, a bracket or a backtick stands in backticks, with those in it doubled.
/// </summary>
internal sealed class JsonPath
{
    private const int MaxIndex = 65_535;
    private const string Example = "write it as account.name or commits[0].sha";
    private readonly string _text;
    private readonly List<JsonPathStep> _steps = [];
    private int _at;

    private JsonPath(string text) => _text = text;

    /// <summary>The steps of a path, the first a name.</summary>
    /// <exception cref="DecoderException">It is none; says at which character.</exception>
    public static IReadOnlyList<JsonPathStep> Parse(string text)
    {
        var path = new JsonPath(text);
        path.Read();
        return path._steps;
    }

    private char Here => _at < _text.Length ? _text[_at] : '\0';

    private void Read()
    {
        if (Here == '[')
        {
            throw Error("a record is an object, so a path starts with a name");
        }

        Name();
        while (_at < _text.Length)
        {
            var separator = _text[_at++];
            switch (separator)
            {
                case '.':
                    Name();
                    break;
                case '[':
                    Index();
                    break;
                default:
                    _at--;
                    throw Error($"expected '.' or '[', found '{separator}'");
            }
        }
    }

    private void Name()
    {
        var name = Here == '`' ? QuotedName() : PlainName();
        _steps.Add(name.Length > 0 ? new JsonPathStep(name, -1) : throw Error("a name is missing"));
    }

    private string PlainName()
    {
        var start = _at;
        _at += _text.AsSpan(_at).IndexOfAny(".[]`") is var length and >= 0 ? length : _text.Length - _at;
        return Here is ']' or '`' ? throw Error($"'{Here}' has no partner") : _text[start.._at];
    }

    private string QuotedName()
    {
        var start = _at;
        var name = new StringBuilder();
        while (true)
        {
            var end = _text.IndexOf('`', _at + 1);
            if (end < 0)
            {
                _at = start;
                throw Error("this quoted name has no end; close it with `");
            }

            name.Append(_text, _at + 1, end - _at - 1);
            _at = end + 1;
            if (Here != '`')
            {
                return name.ToString();
            }

            name.Append('`');
        }
    }

    private void Index()
    {
        var close = _text.IndexOf(']', _at);
        var digits = close < 0 ? default : _text.AsSpan(_at, close - _at);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index > MaxIndex)
        {
            throw Error(close < 0
                ? "'[' is not closed with ']'"
                : $"an index is a number from 0 to {MaxIndex}, not '{digits}'");
        }

        _steps.Add(new JsonPathStep(null, index));
        _at = close + 1;
    }

    private DecoderException Error(string reason) => new(
        $"the path '{_text}' is broken at character {_at + 1}: {reason}; {Example}", reason, _at);
}
