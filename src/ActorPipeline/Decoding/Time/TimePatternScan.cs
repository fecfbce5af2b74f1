namespace ActorPipeline.Decoding;

/// <summary>
/// Looks at each letter of a time format. .NET takes letters that it does not know for text, so a format of another
/// language would be taken, and then no time would match it.
/// </summary>
internal sealed class TimePatternScan(string pattern)
{
    private static readonly (string Written, string Meant)[] _strftime =
    [
        ("%Y", "yyyy"), ("%y", "yy"), ("%m", "MM"), ("%d", "dd"), ("%H", "HH"), ("%I", "hh"), ("%M", "mm"),
        ("%S", "ss"), ("%f", "ffffff"), ("%z", "zzz"), ("%p", "tt"), ("%b", "MMM"), ("%a", "ddd"),
        ("%F", "yyyy-MM-dd"), ("%T", "HH:mm:ss"),
    ];

    private readonly Dictionary<char, int> _seen = [];
    private int _at;

    /// <summary>What is wrong, as the end of a sentence that names the format; null for nothing.</summary>
    public string? Problem()
    {
        // One letter is a standard format, such as "s".
        if (pattern.Length == 1)
        {
            return null;
        }

        if (OfStrftime() is { } meant)
        {
            return $"is one of strftime; write '{meant}'";
        }

        while (_at < pattern.Length)
        {
            if (Next() is { } problem)
            {
                return problem;
            }
        }

        return _seen.ContainsKey('h') && !_seen.ContainsKey('t')
            ? "has hh, hours from 1 to 12, but no tt for AM or PM; write HH for hours from 0 to 23"
            : null;
    }

    private string? OfStrftime()
    {
        var meant = _strftime.Aggregate(
            pattern, (text, pair) => text.Replace(pair.Written, pair.Meant, StringComparison.Ordinal));
        return pattern.Contains("%Y", StringComparison.Ordinal) || pattern.Contains("%m", StringComparison.Ordinal)
            || pattern.Contains("%F", StringComparison.Ordinal)
            ? meant
            : null;
    }

    private string? Next()
    {
        var letter = pattern[_at];
        switch (letter)
        {
            case '\\':
                _at += 2;
                return null;
            case '\'' or '"':
                return Quoted(letter);
            case not (>= 'a' and <= 'z' or >= 'A' and <= 'Z'):
                _at++;
                return null;
        }

        var start = _at;
        while (_at < pattern.Length && pattern[_at] == letter)
        {
            _at++;
        }

        // It is in no format a letter of its own, and stands in every second one between date and time.
        return letter == 'T' ? null
            : "dfFgHhKmMstyz".Contains(letter) ? Known(letter, _at - start)
            : $"has the letter {letter} at character {start + 1}, which means nothing here; "
                + $"{Meant(letter, _at - start)}text goes in quotes: '{letter}'";
    }

    private string? Quoted(char quote)
    {
        var start = _at++;
        while (_at < pattern.Length && pattern[_at] != quote)
        {
            _at += pattern[_at] == '\\' ? 2 : 1;
        }

        return _at++ < pattern.Length
            ? null
            : $"has a quote at character {start + 1} that is not closed; write text as in yyyy-MM-dd'T'HH:mm:ss";
    }

    private string? Known(char letter, int count)
    {
        // The name of the day may stand beside its number, and a fraction is f or F.
        var part = letter == 'd' && count > 2 ? 'D' : char.ToLowerInvariant(letter) == 'f' ? 'f' : letter;
        if (_seen.TryAdd(part, count))
        {
            return null;
        }

        var hint = letter switch
        {
            'M' => "; minutes are mm",
            'm' => "; months are MM",
            _ => "",
        };
        return $"has {new string(letter, count)} twice, the second at character {_at - count + 1}{hint}";
    }

    private static string Meant(char letter, int count) => letter switch
    {
        'Y' or 'u' => "a year is yyyy; ",
        'L' => "a month is MM; ",
        'D' => "a day of the month is dd; ",
        'E' or 'e' or 'c' => "the name of a day is ddd; ",
        'k' => "an hour is HH; ",
        'a' or 'A' or 'p' => "AM or PM is tt; ",
        'S' or 'n' or 'N' => $"a fraction of a second is {new string('f', Math.Clamp(count, 1, 7))}; ",
        'Z' or 'X' or 'x' or 'O' or 'V' or 'v' => "an offset such as +01:00 is zzz, K where it may be Z; ",
        _ => "",
    };
}
