using ActorPipeline.Plan;

namespace ActorPipeline.Windows;

/// <summary>The words of a cell: start, next cell, for sessions the last time, then those of the folds.</summary>
internal sealed class CellLayout
{
    public const int StartWord = 0;
    public const int NextWord = 1;

    /// <summary>Only for sessions.</summary>
    public const int LastWord = 2;

    public CellLayout(PipelinePlan plan, EventLayout events, TextStore texts)
    {
        FirstFoldWord = plan.Window is WindowSpec.Session ? LastWord + 1 : NextWord + 1;
        var counts = new Dictionary<AggregateInput, CountFold>();
        var folds = new List<Fold>();
        Results = new Fold[plan.Aggregates.Count];
        Stride = FirstFoldWord;
        for (var i = 0; i < plan.Aggregates.Count; i++)
        {
            var input = new Input(events.Inputs[i]);
            if (!counts.TryGetValue(input.Columns, out var count))
            {
                count = Place(new CountFold(input), folds);
                counts.Add(input.Columns, count);
            }

            var fold = FoldFactory.Create(plan.Aggregates[i], input, count, texts);
            Results[i] = fold == count ? count : Place(fold, folds);
        }

        Folds = [.. folds];
        WordKinds = [.. folds.SelectMany(f => f.Words)];
    }

    /// <summary>Where the folds' words begin.</summary>
    public int FirstFoldWord { get; }

    /// <summary>Words a cell.</summary>
    public int Stride { get; private set; }

    /// <summary>All folds, each once.</summary>
    public Fold[] Folds { get; }

    /// <summary>For each aggregate the fold that emits it.</summary>
    public Fold[] Results { get; }

    /// <summary>What the words from <see cref="FirstFoldWord"/> on hold.</summary>
    public WordKind[] WordKinds { get; }

    private T Place<T>(T fold, List<Fold> folds)
        where T : Fold
    {
        fold.Word = Stride;
        Stride += fold.Words.Count;
        folds.Add(fold);
        return fold;
    }
}
