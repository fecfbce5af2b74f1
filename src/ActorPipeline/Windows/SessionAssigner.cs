using ActorPipeline.Actors;
using ActorPipeline.Plan;

namespace ActorPipeline.Windows;

/// <summary>
/// One session an event: it joins those within the gap, which may make several into one, or opens its own. Sessions
/// of an actor are more than the gap apart, so their chain ascends by start and by last time alike.
/// </summary>
internal sealed class SessionAssigner(
    PipelinePlan plan, WindowTimes times, CellLayout layout, CellStore cells, CellChains chains)
    : WindowAssigner(plan, times, layout, cells, chains)
{
    protected override void Assign(EventBatch events, WindowPage[] pages, List<int>? rejected)
    {
        var gap = Times.SizeUs;
        for (var i = 0; i < events.Count; i++)
        {
            var time = events.TimesUs[i];
            var ordinal = events.Ordinals[i];
            var page = pages[ordinal >> ActorPage.Shift];
            var place = ordinal & ActorPage.Mask;
            var cell = Chains.FindAtOrBefore(page, place, time + gap, 0);
            if (cell != CellStore.None && Cells.At(cell, CellLayout.LastWord) + gap >= time)
            {
                cell = Extend(events, page, place, cell, time);
            }
            else if (rejected is null || HasRoom(page, place, events, i))
            {
                cell = Open(page, place, cell, time, time);
            }
            else
            {
                rejected.Add(i);
                continue;
            }

            Targets.Add(i, cell);
        }
    }

    /// <summary>Makes a session reach a time, and one with those before it that it then reaches.</summary>
    private int Extend(EventBatch events, WindowPage page, int place, int cell, long time)
    {
        var startUs = Cells.At(cell);
        ref var last = ref Cells.At(cell, CellLayout.LastWord);
        last = Math.Max(last, time);
        if (time >= startUs)
        {
            return cell;
        }

        while (Chains.FindAtOrBefore(page, place, startUs - 1, 0) is not CellStore.None and var older
            && Cells.At(older, CellLayout.LastWord) + Times.SizeUs >= time)
        {
            Fold(events);
            startUs = Cells.At(older);
            cell = Unite(page, place, older, cell);
        }

        Cells.At(cell) = Math.Min(Cells.At(cell), time);
        return cell;
    }

    /// <summary>Makes two neighbours one, in the place of the older one.</summary>
    private int Unite(WindowPage page, int place, int older, int newer)
    {
        var olderWords = Cells.Words(older);
        var newerWords = Cells.Words(newer);
        Chains.RemoveAfter(page, place, older);
        var (start, next) = (olderWords[CellLayout.StartWord], olderWords[CellLayout.NextWord]);
        Layout.Merge(newerWords, olderWords);
        newerWords.CopyTo(olderWords);
        (olderWords[CellLayout.StartWord], olderWords[CellLayout.NextWord]) = (start, next);
        Cells.Release(newer);
        return older;
    }
}
