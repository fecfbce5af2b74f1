using ActorPipeline.Actors;

namespace ActorPipeline.Windows;

/// <summary>
/// A pass that counts events, which an aggregate of what it counts may join. The count of everything, which most plans
/// have, is no pass of its own: it rides with the count that stands behind it.
/// </summary>
internal sealed class CountPass(Input input, int word, bool hasRider) : IFoldPass
{
    /// <summary>The pass of another count, with this one as its rider; null where that can't be.</summary>
    public CountPass? RideWith(Input other, int otherWord) =>
        input == Input.Everything && !hasRider && otherWord == word + 1 ? new CountPass(other, word, true) : null;

    /// <summary>The same as a pass over the values that it counts; null where it counts others.</summary>
    public ValuePass<T>? Over<T>(Input values)
        where T : struct => values != input ? null
        : hasRider ? new ValuePass<T, Counter<T>, Counter<T>>(input, word)
        : new ValuePass<T, Nothing<T>, Counter<T>>(input, word);

    public void Apply(EventBatch events, Targets targets, CellStore cells)
    {
        var counted = word + (hasRider ? 1 : 0);
        var takesAll = input.TakesAll(events);
        var into = targets.Cells;
        var from = targets.Events;
        for (var i = 0; i < into.Length && i < from.Length; i++)
        {
            if (hasRider)
            {
                cells.At(into[i], word)++;
            }

            cells.At(into[i], counted) += takesAll || input.Takes(events, from[i]) ? 1 : 0;
        }
    }
}
