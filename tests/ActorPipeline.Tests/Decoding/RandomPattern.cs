using System.Text;

namespace ActorPipeline.Tests.Decoding;

/// <summary>A random regular expression with named groups, and lines that it matches or nearly matches.</summary>
internal sealed class RandomPattern
{
    private const int MaxDepth = 3;

    private static readonly (string Class, string Members)[] _classes =
    [
        (@"\d", "0123456789\u0663"), (@"\w", "aZ_09éß\u0303中"), (@"\S", "a9-.\"é😀\uFFFD"),
        (@"\s", " \t\u00A0\u2003\u0085"), (@"[^""]", "ab é😀]:"), ("[A-Z]", "AQZ"), ("[^ ]", "a]:é😀"),
        (".", "a \"é😀\u2028"), (@"[\w.-]", "a.-_é"),
        ("[^]]", "ab[ é"), ("[]a]", "]a"), (@"[^\[\]]", "a é"), ("[0-9a-f]", "0f9"), (@"\D", "a é😀"),
        (@"\W", "- \u00A0😀"),
        ("[é-ü]", "éöü"), (@"[\uD83D]", ""), (@"\p{Lu}", "AÉ"), ("[,;]", ",;"), (@"[^,\n]", "a 1é"),
    ];

    private static readonly string[] _literals =
        [" ", ",", ":", "\"", "-", "a", "é", "=", "[", "]", "ms", ": ", "\" \"", "中x", "/", ".", "7", "|", "\t"];

    private readonly Random _random;
    private readonly List<Func<string>> _samples = [];
    private int _groups;

    public RandomPattern(Random random)
    {
        _random = random;
        var (text, sample) = Sequence(0);
        Text = $"{(random.Next(8) == 0 ? "^" : "")}{text}{(random.Next(8) == 0 ? "$" : "")}";
        _samples.Add(sample);
    }

    public string Text { get; }

    public string Line()
    {
        var line = new StringBuilder(_samples[0]());
        for (var edits = _random.Next(3); edits > 0; edits--)
        {
            var at = Start(line, _random.Next(line.Length + 1));
            if (at < line.Length && _random.Next(2) == 0)
            {
                line.Remove(at, char.IsHighSurrogate(line[at]) ? 2 : 1);
            }
            else
            {
                line.Insert(at, _random.Next(2) == 0 ? Member() : _literals[_random.Next(_literals.Length)]);
            }
        }

        return line.ToString();
    }

    private static int Start(StringBuilder line, int at) =>
        at < line.Length && char.IsLowSurrogate(line[at]) ? at - 1 : at;

    private string Member()
    {
        var members = _classes[_random.Next(_classes.Length)].Members;
        return members.Length == 0 ? "" : One(members);
    }

    private string One(string members)
    {
        var runes = members.EnumerateRunes().ToList();
        return runes[_random.Next(runes.Count)].ToString();
    }

    private (string Text, Func<string> Sample) Sequence(int depth)
    {
        var items = Enumerable.Range(0, _random.Next(1, depth == 0 ? 8 : 4)).Select(_ => Item(depth)).ToList();
        return (string.Concat(items.Select(i => i.Text)), () => string.Concat(items.Select(i => i.Sample())));
    }

    private (string Text, Func<string> Sample) Item(int depth)
    {
        var kind = depth < MaxDepth ? _random.Next(10) : _random.Next(6);
        switch (kind)
        {
            case < 3:
                var literal = _literals[_random.Next(_literals.Length)];
                return (System.Text.RegularExpressions.Regex.Escape(literal).Replace("]", "\\]"), () => literal);
            case < 6:
                var (name, members) = _classes[_random.Next(_classes.Length)];
                return Quantified(name, () => members.Length == 0 ? "" : One(members));
            case < 8:
                var (text, sample) = Sequence(depth + 1);
                return ($"(?<g{(_random.Next(12) == 0 ? 0 : _groups++)}>{text})", sample);
            case 8:
                var (optional, inner) = Sequence(depth + 1);
                return Quantified($"{(_random.Next(3) == 0 ? "(" : "(?:")}{optional})", inner);
            default:
                var (one, oneSample) = Sequence(depth + 1);
                var (other, otherSample) = Sequence(depth + 1);
                return ($"(?:{one}|{other})", () => _random.Next(2) == 0 ? oneSample() : otherSample());
        }
    }

    private (string Text, Func<string> Sample) Quantified(string text, Func<string> sample)
    {
        var (quantifier, min, max) = _random.Next(9) switch
        {
            0 or 1 => ("", 1, 1),
            2 or 3 => ("+", 1, 4),
            4 => ("*", 0, 3),
            5 => ("?", 0, 1),
            6 => ("{2}", 2, 2),
            7 => ("{1,3}", 1, 3),
            _ => ("{2,}", 2, 4),
        };
        var lazy = quantifier.Length > 0 && _random.Next(6) == 0 ? "?" : "";
        return (text + quantifier + lazy, () => string.Concat(
            Enumerable.Range(0, _random.Next(min, max + 1)).Select(_ => sample())));
    }
}
