namespace ActorPipeline.Decoding;

/// <summary>
/// What may stand at each of the next characters, as symbols of a <see cref="PatternAlphabet"/>. Never less than what
/// may stand there, perhaps more: so where two of these have nothing in common, no line can go both ways.
/// </summary>
internal readonly struct ScanAhead
{
    private const int Count = 4;
    private readonly UInt128[] _symbols;

    private ScanAhead(UInt128[] symbols) => _symbols = symbols;

    /// <summary>Behind the last character there are only ends of the line.</summary>
    public static ScanAhead End { get; } =
        new([.. Enumerable.Repeat(UInt128.One << PatternAlphabet.End, Count)]);

    /// <summary>Whether it is the end of the line.</summary>
    public bool IsEnd => _symbols[0] == UInt128.One << PatternAlphabet.End;

    /// <summary>What may stand so many characters ahead.</summary>
    public UInt128 this[int ahead] => _symbols[ahead];

    /// <summary>What may stand ahead of a part of a pattern that something follows.</summary>
    public static ScanAhead Of(PatternNode node, PatternAlphabet alphabet, ScanAhead follow)
    {
        switch (node)
        {
            case PatternNode.One one:
                return new ScanAhead([alphabet[one.Set], .. follow._symbols.AsSpan(0, Count - 1)]);
            case PatternNode.Group group:
                return Of(group.Body, alphabet, follow);
            case PatternNode.Sequence sequence:
                for (var i = sequence.Items.Count - 1; i >= 0; i--)
                {
                    follow = Of(sequence.Items[i], alphabet, follow);
                }

                return follow;
            case PatternNode.Choice choice:
                return choice.Branches.Select(b => Of(b, alphabet, follow)).Aggregate((a, b) => a.Or(b));
            case PatternNode.Repeat repeat:
                var ahead = More(repeat, alphabet, follow);
                for (var i = Math.Min(repeat.Min, Count); i > 0; i--)
                {
                    ahead = Of(repeat.Body, alphabet, ahead);
                }

                return ahead;
            default:
                return follow;
        }
    }

    /// <summary>What may stand ahead of a repetition that has its least number behind it.</summary>
    public static ScanAhead More(PatternNode.Repeat repeat, PatternAlphabet alphabet, ScanAhead follow)
    {
        var ahead = follow;
        for (var i = Math.Min(repeat.Max - repeat.Min, Count); i > 0; i--)
        {
            ahead = follow.Or(Of(repeat.Body, alphabet, ahead));
        }

        return ahead;
    }

    /// <summary>What this or the other allows.</summary>
    public ScanAhead Or(ScanAhead other)
    {
        var mine = _symbols;
        return new ScanAhead([.. mine.Select((symbols, i) => symbols | other[i])]);
    }

    /// <summary>How many characters ahead this and the other part for certain; -1 where they need not.</summary>
    public int PartsFrom(ScanAhead other)
    {
        for (var ahead = 0; ahead < Count; ahead++)
        {
            if ((_symbols[ahead] & other[ahead]) == 0)
            {
                return ahead;
            }
        }

        return -1;
    }
}
