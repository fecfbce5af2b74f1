using ActorPipeline.Hocon.Syntax;

namespace ActorPipeline.Hocon.Resolving;

/// <summary>One walk along a path.</summary>
/// <param name="own">The field whose value the substitution is, which always hides its own layers.</param>
/// <param name="ignoredDepth">Layers of other fields that were hidden up to this depth are visible all the
/// same.</param>
internal sealed class Search(FieldStack? own, int ignoredDepth)
{
    private Hidden? _hiddenBy;
    private bool _byOther;

    public FieldStack? Own { get; } = own;

    public int IgnoredDepth { get; } = ignoredDepth;

    public Cycle? Cycle { get; set; }

    public Located Result => new(Cycle, _hiddenBy, _byOther);

    public void Note(Hidden hidden, bool byOwn)
    {
        if (_hiddenBy is null || hidden.Depth > _hiddenBy.Value.Depth)
        {
            _hiddenBy = hidden;
        }

        _byOther |= !byOwn;
    }
}
