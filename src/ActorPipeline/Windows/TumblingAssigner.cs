using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Routing;

namespace ActorPipeline.Windows;

/// <summary>One window an event; the global window is the one that starts at 0.</summary>
internal sealed class TumblingAssigner(PipelinePlan plan, WindowTimes times, CellLayout layout, CellStore cells)
    : WindowAssigner(plan, times, layout, cells)
{
    protected override void Assign(EventBatch events, WindowPage[] pages, List<int>? rejected)
    {
        var (size, isGlobal) = (Times.SizeUs, Times.IsGlobal);
        var (startUs, endUs) = isGlobal ? (0, 0) : (long.MaxValue, long.MinValue);
        for (var i = 0; i < events.Count; i++)
        {
            // Neighbours mostly share a window, which saves the division.
            var time = events.TimesUs[i];
            if (!isGlobal && (time < startUs || time >= endUs))
            {
                startUs = LatenessRule.Align(time, size);
                endUs = startUs + size;
            }

            var ordinal = events.Ordinals[i];
            var page = pages[ordinal >> ActorPage.Shift];
            ref var head = ref page.Heads[ordinal & ActorPage.Mask];
            var cell = head;
            if (cell == CellStore.None || Cells.At(cell) != startUs)
            {
                cell = FindOrOpen(page, ref head, startUs, rejected is null ? null : events, i);
                if (cell == CellStore.None)
                {
                    rejected!.Add(i);
                    continue;
                }
            }

            Targets.Add(i, cell);
        }
    }
}
