using System.Globalization;
using System.Text;

namespace ActorPipeline.Hocon.Parsing;

internal sealed partial class Tokenizer
{
    private const string TripleQuote = "\"\"\"";
    private const int HexDigits = 4;

    private string PullQuoted()
    {
        if (_text.AsSpan(_offset).StartsWith(TripleQuote))
        {
            return PullTripleQuoted();
        }

        var open = Here;
        var start = ++_offset;
        StringBuilder? unescaped = null;
        while (_offset < _text.Length)
        {
            var c = _text[_offset];
            switch (c)
            {
                case '"':
                    var tail = _text.AsSpan(start, _offset - start);
                    _offset++;
                    return unescaped is null ? tail.ToString() : unescaped.Append(tail).ToString();
                case '\\':
                    unescaped ??= new StringBuilder();
                    unescaped.Append(_text, start, _offset - start).Append(PullEscape());
                    start = _offset;
                    break;
                case < Characters.FirstPrintable:
                    throw Here.Error($"{Characters.Describe(c)} is not allowed in a quoted string; close the string"
                        + " with '\"', write an escape such as \\n, or use \"\"\" for a string of several lines");
                default:
                    _offset++;
                    break;
            }
        }

        throw open.Error("the string is never closed; add '\"'");
    }

    /// <summary>Everything up to the last three of a run of quotes, as it is.</summary>
    private string PullTripleQuoted()
    {
        var open = Here;
        var start = _offset + TripleQuote.Length;
        var end = _text.IndexOf(TripleQuote, start, StringComparison.Ordinal);
        if (end < 0)
        {
            throw open.Error("the string is never closed; add '\"\"\"'");
        }

        while (end + TripleQuote.Length < _text.Length && _text[end + TripleQuote.Length] == '"')
        {
            end++;
        }

        for (_offset = start; _offset < end;)
        {
            if (_text[_offset++] == '\n')
            {
                StartLine();
            }
        }

        _offset = end + TripleQuote.Length;
        return _text[start..end];
    }

    private char PullEscape()
    {
        var escape = Here;
        _offset++;
        var c = _offset < _text.Length ? _text[_offset] : '\0';
        _offset++;
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                var digits = _text.AsSpan(_offset, Math.Min(HexDigits, _text.Length - _offset));
                const NumberStyles Hex = NumberStyles.AllowHexSpecifier;
                if (digits.Length < HexDigits
                    || !ushort.TryParse(digits, Hex, CultureInfo.InvariantCulture, out var code))
                {
                    throw escape.Error("\\u must be followed by four hexadecimal digits, such as \\u00e9");
                }

                _offset += HexDigits;
                return (char)code;
            default:
                throw escape.Error("the backslash does not begin an escape; write \\\\ for a backslash, or use \"\"\""
                    + " for a string without escapes");
        }
    }
}
