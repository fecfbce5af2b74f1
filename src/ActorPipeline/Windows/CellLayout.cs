using ActorPipeline.Plan;

namespace ActorPipeline.Windows;

/// <summary>
/// The words of a cell under one layout: start, next cell, for sessions the last time and for hopping windows the pane,
/// then those of the folds. Folds
/// of one input stand side by side, behind the count of its values, so that one pass folds them all. A page lists the
/// words in another order, that of the aggregates, each count before the first that needs it.
/// </summary>
internal sealed class CellLayout
{
    public const int StartWord = 0;
    public const int NextWord = 1;

    /// <summary>Of sessions the last time, of hopping windows the pane; the others have none.</summary>
    public const int LastWord = 2;

    private readonly List<Fold> _folds = [];
    private readonly List<string> _identities = [];

    public CellLayout(StateLayout layout, bool hasLast, TextStore texts)
    {
        var inputs = new Dictionary<string, (CountFold Count, List<Fold> Folds)>(StringComparer.Ordinal);
        Results = new Fold[layout.Aggregates.Count];
        for (var i = 0; i < Results.Length; i++)
        {
            var aggregate = layout.Aggregates[i];
            var input = new Input(new AggregateInput(aggregate.Argument, aggregate.Condition));

            // An aggregate that came later shares no count with an older one: it has not seen as many values.
            var identity = $"{StateLayout.Define(layout.EventColumns, aggregate.Argument)} where "
                + $"{StateLayout.Define(layout.EventColumns, aggregate.Condition)} since {aggregate.Since}";
            if (!inputs.TryGetValue(identity, out var shared))
            {
                shared = (new CountFold(input), []);
                inputs.Add(identity, shared);
                Add(shared.Count, $"{AggregateKind.Count} {identity}", shared.Folds);
            }

            var type = aggregate.Argument == AggregateInput.None
                ? default
                : layout.EventColumns[aggregate.Argument].Type;
            Results[i] = FoldFactory.Create(aggregate.Kind, type, input, shared.Count, texts);
            if (Results[i] != shared.Count)
            {
                Add(Results[i], $"{aggregate.Kind} {identity}", shared.Folds);
            }
        }

        Fold[] inOrder = [.. inputs.Values.SelectMany(i => i.Folds)];
        Stride = hasLast ? LastWord + 1 : NextWord + 1;
        foreach (var fold in inOrder)
        {
            fold.Word = Stride;
            Stride += fold.Words.Count;
        }

        Passes = IFoldPass.Of(inOrder);
        PageWords = [.. _folds.SelectMany(f => Enumerable.Range(f.Word, f.Words.Count))];
        WordKinds = [.. _folds.SelectMany(f => f.Words)];
        Holders = [.. _folds.Where(f => f.HoldsMemory)];
        NewCell = new long[Stride];
        foreach (var fold in _folds)
        {
            fold.Clear(NewCell);
        }
    }

    /// <summary>Words a cell.</summary>
    public int Stride { get; }

    /// <summary>All folds, each once, in the order of pages.</summary>
    public IReadOnlyList<Fold> Folds => _folds;

    /// <summary>What folds events into cells.</summary>
    public IFoldPass[] Passes { get; }

    /// <summary>For each aggregate the fold that emits it.</summary>
    public Fold[] Results { get; }

    /// <summary>The folds whose cells hold memory outside their words.</summary>
    public Fold[] Holders { get; }

    /// <summary>The words of a cell that has seen nothing.</summary>
    public long[] NewCell { get; }

    /// <summary>The folds' words in the order of pages.</summary>
    public int[] PageWords { get; }

    /// <summary>What each of <see cref="PageWords"/> holds.</summary>
    public WordKind[] WordKinds { get; }

    /// <summary>The fold that does the same as another layout's fold; null for none.</summary>
    public Fold? Find(CellLayout other, int fold)
    {
        var index = _identities.IndexOf(other._identities[fold]);
        return index < 0 ? null : _folds[index];
    }

    /// <summary>Adds a cell's aggregates to another cell; what it held outside its words is given up.</summary>
    public void Merge(Span<long> into, Span<long> other)
    {
        // Folds look at the count of a cell before it changes, so the counts, which come first, are merged last.
        for (var i = _folds.Count - 1; i >= 0; i--)
        {
            _folds[i].Merge(into, other);
        }
    }

    /// <summary>The words were copied: two cells hold what one did.</summary>
    public void Share(ReadOnlySpan<long> copy)
    {
        foreach (var fold in Holders)
        {
            fold.Share(copy);
        }
    }

    /// <summary>Makes the aggregates of a cell those of no events.</summary>
    public void Clear(CellStore cells, int cell)
    {
        var words = cells.Words(cell);
        foreach (var fold in Holders)
        {
            fold.Release(words);
        }

        NewCell.AsSpan(LastWord + 1).CopyTo(words[(LastWord + 1)..]);
    }

    /// <summary>Frees a cell with what it holds.</summary>
    public void Release(CellStore cells, int cell)
    {
        foreach (var fold in Holders)
        {
            fold.Release(cells.Words(cell));
        }

        cells.Release(cell);
    }

    private void Add(Fold fold, string identity, List<Fold> ofInput)
    {
        _folds.Add(fold);
        _identities.Add(identity);
        ofInput.Add(fold);
    }
}
