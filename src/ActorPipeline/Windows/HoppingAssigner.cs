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
            if (rejected is not null && CountMissing(head, newest, oldest) is > 0 and var missing
                && !HasRoom(head, missing, events, i))
            {
                rejected.Add(i);
                continue;
            }

            for (var start = newest; start >= oldest; start -= hop)
            {
                Targets.Add(i, FindOrOpen(page, ref head, start, judged: null, i));
            }
        }
    }

    /// <summary>How many of an event's windows its actor has not opened yet.</summary>
    private int CountMissing(int head, long newest, long oldest)
    {
        var missing = (int)((newest - oldest) / Times.HopUs) + 1;
        for (var cell = head; cell != CellStore.None && Cells.At(cell) >= oldest;)
        {
            missing -= Cells.At(cell) <= newest ? 1 : 0;
            cell = (int)Cells.At(cell, CellLayout.NextWord);
        }

        return missing;
    }
}
