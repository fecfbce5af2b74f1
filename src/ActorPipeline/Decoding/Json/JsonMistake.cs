using System.Runtime.CompilerServices;
using System.Text;

namespace ActorPipeline.Decoding;

/// <summary>
/// Finds what is wrong with a record that is no JSON object, for the words of its dead letter. It decides nothing: it
/// is asked only about records that were refused.
/// </summary>
internal ref struct JsonMistake
{
    private const int MaxDepth = JsonRecordReader.MaxDepth;
    private const int LongestWord = 20;
    private const string Truncated = "the record is truncated: its object is not closed";
    private const string NoComments = "JSON has no comments";
    private readonly ReadOnlySpan<byte> _record;
    private Closings _closings;
    private Next _next;
    private int _depth;
    private int _at;

    private JsonMistake(ReadOnlySpan<byte> record) => _record = record;

    private enum Next
    {
        Item,
        ItemOrEnd,
        Comma,
    }

    private readonly bool IsAtEnd => _at >= _record.Length;

    private readonly byte Here => IsAtEnd ? (byte)0 : _record[_at];

    private readonly byte Closing => _closings[_depth - 1];

    private readonly bool IsComment => Here is (byte)'/' or (byte)'#';

    private readonly bool IsWord => char.IsAsciiLetter((char)Here) || Here == '_';

    /// <summary>The first mistake, in words that say where; null where none is found.</summary>
    public static string? Find(ReadOnlySpan<byte> record)
    {
        var mistake = new JsonMistake(record);
        mistake.SkipBlanks();
        return mistake.IsAtEnd ? "the record is empty" : mistake.Here != '{' ? mistake.NoObject() : mistake.Run();
    }

    private readonly string NoObject() => Here switch
    {
        (byte)'[' => "the record is an array, not a JSON object",
        _ when _record[_at..].StartsWith(Encoding.UTF8.Preamble) => Say("a byte order mark stands before the object"),
        _ => "the record is not a JSON object",
    };

    private string? Run()
    {
        var wrong = Open('}');
        while (wrong is null && _depth > 0)
        {
            SkipBlanks();
            wrong = IsAtEnd ? Truncated : Step();
        }

        SkipBlanks();
        return wrong ?? (IsAtEnd ? null
            : Say(Here == '{' ? "another object stands behind the object" : $"{Shown()} stands behind the object"));
    }

    private string? Step()
    {
        if (Here == Closing && _next != Next.Item)
        {
            _at++;
            _depth--;
            _next = Next.Comma;
            return null;
        }

        if (_next != Next.Comma)
        {
            return Here == Closing ? Say($"nothing stands between ',' and '{(char)Closing}'; leave out the comma")
                : Closing == ']' ? Value()
                : Member();
        }

        if (Here != ',')
        {
            return Say(IsComment ? NoComments : $"expected ',' or '{(char)Closing}', found {Shown()}");
        }

        _at++;
        _next = Next.Item;
        return null;
    }

    private string? Member()
    {
        if (Here != '"')
        {
            return Say(Here switch
            {
                (byte)'\'' => "names have double quotes, not single ones",
                _ when IsComment => NoComments,
                _ when IsWord => $"the name '{PeekWord()}' stands in no double quotes",
                _ => $"expected a name in double quotes, found {Shown()}",
            });
        }

        var wrong = Text();
        SkipBlanks();
        if (wrong is not null || IsAtEnd || Here != ':')
        {
            return wrong ?? (IsAtEnd ? Truncated : Say($"expected ':' after a name, found {Shown()}"));
        }

        _at++;
        SkipBlanks();
        return IsAtEnd ? Truncated : Value();
    }

    private string? Value()
    {
        _next = Next.Comma;
        return Here switch
        {
            (byte)'{' => Open('}'),
            (byte)'[' => Open(']'),
            (byte)'"' => Text(),
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => Number(),
            (byte)'\'' => Say("texts have double quotes, not single ones"),
            (byte)'+' or (byte)'.' => Say($"a number starts with a digit or '-', not with {Shown()}"),
            _ when IsComment => Say(NoComments),
            _ when IsWord => Word(),
            _ => Say($"expected a value, found {Shown()}"),
        };
    }

    private string? Open(char closing)
    {
        if (_depth == MaxDepth)
        {
            return $"nested deeper than {MaxDepth} at byte {_at}";
        }

        _at++;
        _closings[_depth++] = (byte)closing;
        _next = Next.ItemOrEnd;
        return null;
    }

    private string? Word()
    {
        var start = _at;
        var word = TakeWord();
        if (word is "true" or "false" or "null")
        {
            return null;
        }

        var isLast = IsAtEnd;
        _at = start;
        return isLast ? Truncated : Say(word switch
        {
            "NaN" or "Infinity" or "nan" or "inf" => $"{word} is no JSON number; write null",
            "True" or "TRUE" => $"{word} is written true",
            "False" or "FALSE" => $"{word} is written false",
            "None" or "NULL" or "Null" or "nil" or "undefined" => $"{word} is written null",
            _ => $"'{word}' is no value; a text stands in double quotes",
        });
    }

    private string? Number()
    {
        _at += Here == '-' ? 1 : 0;
        if (IsWord)
        {
            return Say($"-{PeekWord()} is no JSON number; write null");
        }

        if (Here == '0' && _at + 1 < _record.Length && char.IsAsciiDigit((char)_record[_at + 1]))
        {
            return Say("a number has no leading zeros");
        }

        var wrong = Digits();
        if (wrong is null && Here == '.')
        {
            _at++;
            wrong = Digits();
        }

        if (wrong is null && (Here | 0x20) == 'e')
        {
            _at++;
            _at += Here is (byte)'+' or (byte)'-' ? 1 : 0;
            wrong = Digits();
        }

        return wrong;
    }

    private string? Digits()
    {
        var start = _at;
        while (char.IsAsciiDigit((char)Here))
        {
            _at++;
        }

        return _at > start ? null
            : IsAtEnd ? Truncated
            : Say($"expected a digit after '{(char)_record[_at - 1]}', found {Shown()}");
    }

    private string? Text()
    {
        for (_at++; !IsAtEnd && Here != '"'; _at++)
        {
            if (Here < ' ')
            {
                return Say($"a text holds the control character U+{Here:X4}; write {Escape()}");
            }

            if (Here == '\\' && !TryEscape(out var wrong))
            {
                return wrong;
            }
        }

        if (IsAtEnd)
        {
            return Truncated;
        }

        _at++;
        return null;
    }

    /// <summary>Passes an escape, up to its last letter.</summary>
    private bool TryEscape(out string? wrong)
    {
        var start = _at++;
        var isHex = Here == 'u';
        for (var digits = 0; isHex && digits < 4 && _at + 1 < _record.Length; digits++)
        {
            _at++;
            if (!char.IsAsciiHexDigit((char)Here))
            {
                wrong = Say(@"four hexadecimal digits have to follow \u");
                return false;
            }
        }

        wrong = null;
        if (!IsAtEnd && !isHex && !"\"\\/bfnrt"u8.Contains(Here))
        {
            var shown = Shown();
            _at = start;
            wrong = Say($"a backslash before {shown} is no escape; a backslash is written \\\\");
        }

        return wrong is null;
    }

    private readonly string Escape() => Here switch
    {
        (byte)'\t' => @"\t",
        (byte)'\n' => @"\n",
        (byte)'\r' => @"\r",
        _ => $@"\u{Here:x4}",
    };

    private string TakeWord()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit((char)Here) || Here == '_')
        {
            _at++;
        }

        return _at - start <= LongestWord
            ? Encoding.ASCII.GetString(_record[start.._at])
            : Encoding.ASCII.GetString(_record.Slice(start, LongestWord)) + "...";
    }

    private readonly string PeekWord()
    {
        var here = this;
        return here.TakeWord();
    }

    private readonly string Shown()
    {
        if (IsAtEnd)
        {
            return "the end";
        }

        Rune.DecodeFromUtf8(_record[_at..], out var rune, out _);
        return Rune.IsControl(rune) ? $"the character U+{rune.Value:X4}" : $"'{rune}'";
    }

    private readonly string Say(string what) => $"not valid JSON at byte {_at}: {what}";

    private void SkipBlanks()
    {
        while (Here is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }

    [InlineArray(MaxDepth)]
    private struct Closings
    {
        private byte _first;
    }
}
