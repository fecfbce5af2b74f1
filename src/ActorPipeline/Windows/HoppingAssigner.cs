using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Routing;

namespace ActorPipeline.Windows;

/// <summary>One cell an event: that of its pane and of the first window that it is in time for.</summary>
internal sealed class HoppingAssigner(
    PipelinePlan plan, WindowTimes times, CellLayout layout, CellStore cells, CellChains chains, Panes panes)
    : WindowAssigner(plan, times, layout, cells, chains)
{
    private readonly HashSet<long> _open = [];

    protected override void Assign(EventBatch events, WindowPage[] pages, List<int>? rejected)
    {
        var (size, hop) = (Times.SizeUs, Times.HopUs);
        var (paneUs, endUs) = (long.MaxValue, long.MinValue);
        for (var i = 0; i < events.Count; i++)
        {
            // Neighbours mostly share a pane, which saves the division.
            var time = events.TimesUs[i];
            if (time < paneUs || time >= endUs)
            {
                paneUs = LatenessRule.Align(time, hop);
                endUs = paneUs + hop;
            }

            var firstUs = endUs - size + (events.HasSkippedWindows ? events.SkippedWindows[i] * hop : 0);
            var ordinal = events.Ordinals[i];
            var (page, place) = (pages[ordinal >> ActorPage.Shift], ordinal & ActorPage.Mask);
            var cell = page.Heads[place];
            if (cell == CellStore.None || !IsOf(cell, firstUs, paneUs))
            {
                cell = FindOrOpen(page, place, firstUs, paneUs, rejected is null ? null : events, i);
                if (cell == CellStore.None)
                {
                    rejected!.Add(i);
                    continue;
                }
            }

            Targets.Add(i, cell);
        }
    }

    private bool IsOf(int cell, long firstUs, long paneUs) =>
        Cells.At(cell, CellLayout.LastWord) == paneUs && Cells.At(cell) == firstUs;

    private int FindOrOpen(WindowPage page, int place, long firstUs, long paneUs, EventBatch? judged, int @event)
    {
        var found = Chains.FindAtOrBefore(page, place, firstUs, paneUs);
        return found != CellStore.None && IsOf(found, firstUs, paneUs) ? found
            : judged is null || HasRoom(page, place, paneUs, judged, @event)
                ? Open(page, place, found, firstUs, paneUs)
                : CellStore.None;
    }

    /// <summary>
    /// Whether an actor may have a cell more. What is limited are the panes of windows that are open by the record's
    /// own watermark: how many cells they have, and which of them are under way, depends on the size of batches.
    /// </summary>
    private bool HasRoom(WindowPage page, int place, long paneUs, EventBatch events, int @event)
    {
        var count = Chains.Count(page, place) + panes.Count(page, place);
        if (count < MaxWindows || count >= MostCells)
        {
            return count < MostCells;
        }

        var watermarkUs = events.WatermarkAt!(@event);
        _open.Clear();
        _open.Add(paneUs);
        NoteOpen(page.Heads[place], watermarkUs);
        if (page.Anchors[place] is not CellStore.None and var anchor)
        {
            NoteOpen(Chains.Next(anchor), watermarkUs);
        }

        return _open.Count <= MaxWindows;
    }

    /// <summary>Notes the panes of a ring whose last window is open at a watermark.</summary>
    private void NoteOpen(int head, long watermarkUs)
    {
        for (var cell = head; cell != CellStore.None;)
        {
            var paneUs = Cells.At(cell, CellLayout.LastWord);
            if (Times.DueUs(paneUs) > watermarkUs)
            {
                _open.Add(paneUs);
            }

            cell = Chains.Next(cell);
            cell = cell == head ? CellStore.None : cell;
        }
    }
}
