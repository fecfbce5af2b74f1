using ActorPipeline.Plan;

namespace ActorPipeline.Windows;

/// <summary>
/// The words of a cell under one layout: start, next cell, for sessions the last time, then those of the folds.
/// </summary>
internal sealed class CellLayout
{
    public const int StartWord = 0;
    public const int NextWord = 1;

    /// <summary>Only for sessions.</summary>
    public const int LastWord = 2;

    private readonly List<Fold> _folds = [];
    private readonly List<string> _identities = [];

    public CellLayout(StateLayout layout, bool isSession, TextStore texts)
    {
        FirstFoldWord = isSession ? LastWord + 1 : NextWord + 1;
        Stride = FirstFoldWord;
        var counts = new Dictionary<string, CountFold>(StringComparer.Ordinal);
        Results = new Fold[layout.Aggregates.Count];
        for (var i = 0; i < Results.Length; i++)
        {
            var aggregate = layout.Aggregates[i];
            var input = new Input(new AggregateInput(aggregate.Argument, aggregate.Condition));

            // An aggregate that came later shares no count with an older one: it has not seen as many values.
            var identity = $"{StateLayout.Define(layout.EventColumns, aggregate.Argument)} where "
                + $"{StateLayout.Define(layout.EventColumns, aggregate.Condition)} since {aggregate.Since}";
            if (!counts.TryGetValue(identity, out var count))
            {
                count = Place(new CountFold(input), $"{AggregateKind.Count} {identity}");
                counts.Add(identity, count);
            }

            var type = aggregate.Argument == AggregateInput.None
                ? default
                : layout.EventColumns[aggregate.Argument].Type;
            var fold = FoldFactory.Create(aggregate.Kind, type, input, count, texts);
            Results[i] = fold == count ? count : Place(fold, $"{aggregate.Kind} {identity}");
        }

        WordKinds = [.. _folds.SelectMany(f => f.Words)];
        Holders = [.. _folds.Where(f => f.HoldsMemory)];
        NewCell = new long[Stride];
        foreach (var fold in _folds)
        {
            fold.Clear(NewCell);
        }
    }

    /// <summary>Where the folds' words begin.</summary>
    public int FirstFoldWord { get; }

    /// <summary>Words a cell.</summary>
    public int Stride { get; private set; }

    /// <summary>All folds, each once.</summary>
    public IReadOnlyList<Fold> Folds => _folds;

    /// <summary>For each aggregate the fold that emits it.</summary>
    public Fold[] Results { get; }

    /// <summary>The folds whose cells hold memory outside their words.</summary>
    public Fold[] Holders { get; }

    /// <summary>The words of a cell that has seen nothing.</summary>
    public long[] NewCell { get; }

    /// <summary>What the words from <see cref="FirstFoldWord"/> on hold.</summary>
    public WordKind[] WordKinds { get; }

    /// <summary>The fold that does the same as another layout's fold; null for none.</summary>
    public Fold? Find(CellLayout other, int fold)
    {
        var index = _identities.IndexOf(other._identities[fold]);
        return index < 0 ? null : _folds[index];
    }

    private T Place<T>(T fold, string identity)
        where T : Fold
    {
        fold.Word = Stride;
        Stride += fold.Words.Count;
        _folds.Add(fold);
        _identities.Add(identity);
        return fold;
    }
}
