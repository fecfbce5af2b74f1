using ActorPipeline.Actors;

namespace ActorPipeline.Windows;

/// <summary>
/// One run through the targets of a batch. The aggregates of one input share a run, because a run costs more than what
/// an aggregate does with a value.
/// </summary>
internal interface IFoldPass
{
    /// <summary>Folds the targets' events into their cells.</summary>
    void Apply(EventBatch events, Targets targets, CellStore cells);

    /// <summary>As few passes as folds, given in the order of their words, need.</summary>
    static IFoldPass[] Of(IEnumerable<Fold> folds)
    {
        var passes = new List<IFoldPass>();
        foreach (var fold in folds)
        {
            if (passes.Count > 0 && fold.Join(passes[^1]) is { } joined)
            {
                passes[^1] = joined;
            }
            else
            {
                passes.Add(fold.Begin());
            }
        }

        return [.. passes];
    }
}
