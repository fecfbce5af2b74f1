using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Routing;

namespace ActorPipeline.Windows;

/// <summary>Size / hop windows an event, less the oldest ones that it came too late for.</summary>
internal sealed class HoppingAssigner(PipelinePlan plan, WindowTimes times, CellLayout layout, CellStore cells)
    : WindowAssigner(plan, times, layout, cells)
{
    protected override void Assign(EventBatch events, WindowPage[] pages, List<int>? rejected)
    {
        var (size, hop) = (Times.SizeUs, Times.HopUs);
        for (var i = 0; i < events.Count; i++)
        {
            var time = events.TimesUs[i];
            var newest = LatenessRule.Align(time, hop);
            var oldest = LatenessRule.Align(time - size, hop) + hop;
            oldest += events.HasSkippedWindows ? events.SkippedWindows[i] * hop : 0;
            var ordinal = events.Ordinals[i];
            var page = pages[ordinal >> ActorPage.Shift];
            ref var head = ref page.Heads[ordinal & ActorPage.Mask];
            var isKnown = head != CellStore.None && Cells.At(head) >= newest;
            if (rejected is not null && !isKnown && !HasRoom(head, (int)((newest - oldest) / hop) + 1))
            {
                rejected.Add(i);
                continue;
            }

            for (var start = newest; start >= oldest; start -= hop)
            {
                Targets.Add(i, FindOrOpen(page, ref head, start, isFact: true));
            }
        }
    }
}
