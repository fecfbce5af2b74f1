using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ActorPipeline.Decoding;

/// <summary>
/// The sets of characters in a pattern, and which characters no set tells apart: those are one symbol, so that a set is
/// a mask. What is in a class is asked of the regular expression engine, so that both agree by construction. A
/// character is a UTF-16 unit, as it is to the engine.
/// </summary>
internal sealed class PatternAlphabet
{
    /// <summary>The symbol of the line's end.</summary>
    public const int End = 127;

    /// <summary>Number of characters; as a character, the line's end.</summary>
    public const int Units = 1 << 16;

    private const int AsciiCount = 128;
    private const int ShortClass = 2;

    /// <summary>What every other pattern asks for, such as <c>\d</c>.</summary>
    private static readonly ConcurrentDictionary<string, bool[]> _shortClasses = new(StringComparer.Ordinal);

    private static readonly string _allUnits =
        string.Create(Units, 0, (units, _) =>
        {
            for (var unit = 0; unit < Units; unit++)
            {
                units[unit] = (char)unit;
            }
        });

    private readonly List<(string Text, bool IsClass)> _sets = [];
    private readonly byte[] _symbols = new byte[Units];

    /// <summary>By symbol, a character that was of it at first: in what set it is, all of the symbol are.</summary>
    private readonly List<char> _examples = ['\0'];

    private UInt128[] _masks = [];
    private UInt128 _others;

    /// <summary>The number of a set, written as a class of a regular expression.</summary>
    public int Add(string characters) => Add((characters, true));

    /// <summary>The number of the set of one character.</summary>
    public int Add(char character) => Add((character.ToString(), false));

    /// <summary>The only character of a set, if it was added as one.</summary>
    public char? Single(int set) => _sets[set].IsClass ? null : _sets[set].Text[0];

    /// <summary>The symbols of a set; after <see cref="TryBuild"/>.</summary>
    public UInt128 this[int set] => _masks[set];

    /// <summary>The set of some symbols, for reading bytes.</summary>
    public ScanSet ToScanSet(UInt128 mask) =>
        new(mask, _symbols, hasAllOthers: (_others & ~mask) == 0);

    /// <summary>Gives out the symbols, after all sets were added; false when there are too many.</summary>
    public bool TryBuild()
    {
        _masks = new UInt128[_sets.Count];
        var members = _sets.Select(s => s.IsClass ? Members(s.Text) : null).ToList();
        if (!members.TrueForAll(m => m is null || TrySplit(m)) || _examples.Count + _sets.Count > End)
        {
            return false;
        }

        for (var set = 0; set < _sets.Count; set++)
        {
            if (Single(set) is { } character)
            {
                _symbols[character] = (byte)_examples.Count;
                _masks[set] = UInt128.One << _examples.Count;
                _examples.Add(character);
            }
        }

        for (var symbol = 0; symbol < _examples.Count; symbol++)
        {
            for (var set = 0; set < members.Count; set++)
            {
                _masks[set] |= members[set]?[_examples[symbol]] == true ? UInt128.One << symbol : 0;
            }
        }

        foreach (var symbol in _symbols.AsSpan(AsciiCount))
        {
            _others |= UInt128.One << symbol;
        }

        return true;
    }

    private int Add((string, bool) set)
    {
        var index = _sets.IndexOf(set);
        if (index < 0)
        {
            index = _sets.Count;
            _sets.Add(set);
        }

        return index;
    }

    private static bool[] Members(string characters) => characters.Length <= ShortClass
        ? _shortClasses.GetOrAdd(characters, AskEngine)
        : AskEngine(characters);

    private static bool[] AskEngine(string characters)
    {
        var members = new bool[Units];
        // Not the engine that matches lines, but its sibling that is made in no time: classes are the same in both.
        var regex = new Regex($"(?:{characters})+", RegexOptions.CultureInvariant);
        foreach (var match in regex.EnumerateMatches(_allUnits))
        {
            members.AsSpan(match.Index, match.Length).Fill(true);
        }

        return members;
    }

    /// <summary>Tells members from others; symbols that had both become two.</summary>
    private bool TrySplit(bool[] members)
    {
        Span<int> inside = stackalloc int[End];
        inside.Fill(-1);
        for (var unit = 0; unit < Units; unit++)
        {
            var symbol = _symbols[unit];
            if (members[unit] == members[_examples[symbol]])
            {
                continue;
            }

            if (inside[symbol] < 0)
            {
                if (_examples.Count == End)
                {
                    return false;
                }

                inside[symbol] = _examples.Count;
                _examples.Add((char)unit);
            }

            _symbols[unit] = (byte)inside[symbol];
        }

        return true;
    }
}
