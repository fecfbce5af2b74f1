using ActorPipeline.Actors;
using ActorPipeline.Plan;

namespace ActorPipeline.Windows;

/// <summary>
/// One session an event: it joins those within the gap, which may make several into one, or opens its own. Sessions
/// of an actor are more than the gap apart, so their chain descends by start and by last time alike.
/// </summary>
internal sealed class SessionAssigner(PipelinePlan plan, WindowTimes times, CellLayout layout, CellStore cells)
    : WindowAssigner(plan, times, layout, cells)
{
    protected override void Assign(EventBatch events, WindowPage[] pages, List<int>? rejected)
    {
        var gap = Times.SizeUs;
        for (var i = 0; i < events.Count; i++)
        {
            var time = events.TimesUs[i];
            var ordinal = events.Ordinals[i];
            var page = pages[ordinal >> ActorPage.Shift];
            ref var head = ref page.Heads[ordinal & ActorPage.Mask];
            var (previous, cell) = (CellStore.None, head);
            while (cell != CellStore.None && Cells.At(cell) - gap > time)
            {
                (previous, cell) = (cell, (int)Cells.At(cell, CellLayout.NextWord));
            }

            if (cell != CellStore.None && Cells.At(cell, CellLayout.LastWord) + gap >= time)
            {
                Extend(events, page, cell, time);
            }
            else if (rejected is null || HasRoom(head, 1, events, i))
            {
                cell = Open(page, ref head, previous, cell, time);
            }
            else
            {
                rejected.Add(i);
                continue;
            }

            Targets.Add(i, cell);
        }
    }

    private void Extend(EventBatch events, WindowPage page, int cell, long time)
    {
        ref var start = ref Cells.At(cell, CellLayout.StartWord);
        ref var last = ref Cells.At(cell, CellLayout.LastWord);
        start = Math.Min(start, time);
        last = Math.Max(last, time);
        while (true)
        {
            var older = (int)Cells.At(cell, CellLayout.NextWord);
            if (older == CellStore.None || Cells.At(older, CellLayout.LastWord) + Times.SizeUs < start)
            {
                return;
            }

            Fold(events);
            start = Math.Min(start, Cells.At(older, CellLayout.StartWord));
            Cells.At(cell, CellLayout.NextWord) = Cells.At(older, CellLayout.NextWord);
            Merge(cell, older);
        }
    }
}
