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
