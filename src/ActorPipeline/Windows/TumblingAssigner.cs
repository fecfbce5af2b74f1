using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Routing;

namespace ActorPipeline.Windows;

/// <summary>One window an event; the global window is the one that starts at 0.</summary>
internal sealed class TumblingAssigner(
    PipelinePlan plan, WindowTimes times, CellLayout layout, CellStore cells, CellChains chains)
    : WindowAssigner(plan, times, layout, cells, chains)
{
    protected override void Assign(EventBatch events, WindowPage[] pages, List<int>? rejected)
    {
        var (size, isGlobal) = (Times.SizeUs, Times.IsGlobal);
        var (startUs, endUs) = isGlobal ? (0, 0) : (long.MaxValue, long.MinValue);
        var times = events.TimesUs.AsSpan(0, events.Count);
        var ordinals = events.Ordinals.AsSpan(0, times.Length);
        for (var i = 0; i < times.Length; i++)
        {
            // Neighbours mostly share a window, which saves the division.
            var time = times[i];
            if (!isGlobal && (time < startUs || time >= endUs))
            {
                startUs = LatenessRule.Align(time, size);
                endUs = startUs + size;
            }

            var ordinal = ordinals[i];
            var page = pages[ordinal >> ActorPage.Shift];
            var cell = page.Heads[ordinal & ActorPage.Mask];
            if (cell == CellStore.None || Cells.At(cell) != startUs)
            {
                cell = FindOrOpen(
                    page, ordinal & ActorPage.Mask, startUs, rejected is null ? null : events, i);
                if (cell == CellStore.None)
                {
                    rejected!.Add(i);
                    continue;
                }
            }

            Targets.Add(i, cell);
        }
    }

    /// <summary>
    /// The cell with this start; opened where it is not there. None when the actor may not open another, which an event
    /// that is judged has to ask; a fact does not.
    /// </summary>
    private int FindOrOpen(WindowPage page, int place, long startUs, EventBatch? judged, int @event)
    {
        var found = Chains.FindAtOrBefore(page, place, startUs, 0);
        return found != CellStore.None && Cells.At(found) == startUs ? found
            : judged is null || HasRoom(page, place, judged, @event) ? Open(page, place, found, startUs, 0)
            : CellStore.None;
    }
}
