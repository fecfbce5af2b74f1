namespace ActorPipeline.Decoding;

/// <summary>A part of a pattern, as far as a scanner can be made of it.</summary>
internal abstract record PatternNode
{
    private PatternNode()
    {
    }

    /// <summary>One character of a set of a <see cref="PatternAlphabet"/>.</summary>
    internal sealed record One(int Set) : PatternNode;

    /// <summary>One after the other; none is the empty text.</summary>
    internal sealed record Sequence(IReadOnlyList<PatternNode> Items) : PatternNode;

    /// <summary>One of them.</summary>
    internal sealed record Choice(IReadOnlyList<PatternNode> Branches) : PatternNode;

    /// <summary>
    /// From so many times to so many. Whether as many or as few as can be does not matter to a scanner.
    /// </summary>
    internal sealed record Repeat(PatternNode Body, int Min, int Max) : PatternNode;

    /// <summary>What is captured.</summary>
    internal sealed record Group(string Name, PatternNode Body) : PatternNode;

    /// <summary>The end of the line.</summary>
    internal sealed record End : PatternNode;
}
