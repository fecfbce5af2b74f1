using ActorPipeline.Actors;
using ActorPipeline.Plan;

namespace ActorPipeline.Windows;

/// <summary>
/// Finds or opens the cells of events, one subclass a kind of window, and folds the events into them.
/// </summary>
internal abstract class WindowAssigner
{
    private readonly CellLayout _layout;
    private readonly int _maxWindows;
    private IFoldPass[] _passes = [];

    protected WindowAssigner(PipelinePlan plan, WindowTimes times, CellLayout layout, CellStore cells)
    {
        (Times, _layout, Cells) = (times, layout, cells);
        _maxWindows = plan.Engine.MaxWindowsPerKey;
    }

    protected WindowTimes Times { get; }

    protected CellStore Cells { get; }

    protected Targets Targets { get; } = new();

    public static WindowAssigner Create(PipelinePlan plan, WindowTimes times, CellLayout layout, CellStore cells) =>
        plan.Window switch
        {
            WindowSpec.Session => new SessionAssigner(plan, times, layout, cells),
            WindowSpec.Hopping => new HoppingAssigner(plan, times, layout, cells),
            _ => new TumblingAssigner(plan, times, layout, cells),
        };

    /// <summary>Applies events to the pages' actors.</summary>
    /// <param name="events">The events.</param>
    /// <param name="pages">The pages that they belong to.</param>
    /// <param name="rejected">Takes the events that actors refuse; null when they are facts.</param>
    /// <param name="passes">The passes of the folds that see them; the others' words stay as they are.</param>
    public void Apply(EventBatch events, WindowPage[] pages, List<int>? rejected, IFoldPass[] passes)
    {
        Targets.Clear();
        _passes = passes;
        Assign(events, pages, rejected);
        Fold(events);
    }

    protected abstract void Assign(EventBatch events, WindowPage[] pages, List<int>? rejected);

    /// <summary>Folds what is assigned so far; before two cells become one, and at the end.</summary>
    protected void Fold(EventBatch events)
    {
        foreach (var pass in _passes)
        {
            pass.Apply(events, Targets, Cells);
        }

        Targets.Clear();
    }

    /// <summary>Adds a cell's aggregates to another cell, and frees it.</summary>
    protected void Merge(int into, int other)
    {
        // Folds look at the count of a cell before it changes, so the counts, which come first, are merged last.
        for (var i = _layout.Folds.Count - 1; i >= 0; i--)
        {
            _layout.Folds[i].Merge(Cells.Words(into), Cells.Words(other));
        }

        Cells.Release(other);
    }

    /// <summary>
    /// The cell with this start in a chain of descending starts; opened where it is not there. None when the actor may
    /// not open another, which an event that is judged has to ask; a fact does not.
    /// </summary>
    protected int FindOrOpen(WindowPage page, ref int head, long startUs, EventBatch? judged, int @event)
    {
        var (previous, cell) = (CellStore.None, head);
        while (cell != CellStore.None && Cells.At(cell) > startUs)
        {
            (previous, cell) = (cell, (int)Cells.At(cell, CellLayout.NextWord));
        }

        if (cell != CellStore.None && Cells.At(cell) == startUs)
        {
            return cell;
        }

        return judged is null || HasRoom(head, 1, judged, @event)
            ? Open(page, ref head, previous, cell, startUs)
            : CellStore.None;
    }

    /// <summary>Opens a cell between two neighbours of a chain.</summary>
    protected int Open(WindowPage page, ref int head, int previous, int next, long startUs)
    {
        var cell = Cells.Allocate();
        var words = Cells.Words(cell);
        _layout.NewCell.CopyTo(words);
        words[CellLayout.StartWord] = startUs;
        words[CellLayout.NextWord] = next;
        if (Times.IsSession)
        {
            words[CellLayout.LastWord] = startUs;
        }

        if (previous == CellStore.None)
        {
            head = cell;
        }
        else
        {
            Cells.At(previous, CellLayout.NextWord) = cell;
        }

        page.DueUs = Math.Min(page.DueUs, Times.DueUs(startUs));
        return cell;
    }

    /// <summary>
    /// Whether an actor may open this many more windows. Those that are due by the record's own watermark count no
    /// more: whether they have been closed by now depends on the other partitions and on the size of batches.
    /// </summary>
    protected bool HasRoom(int head, int more, EventBatch events, int @event)
    {
        var open = more;
        for (var cell = head; cell != CellStore.None; cell = (int)Cells.At(cell, CellLayout.NextWord))
        {
            open++;
        }

        if (open <= _maxWindows)
        {
            return true;
        }

        var (word, watermarkUs) = (Times.IsSession ? CellLayout.LastWord : CellLayout.StartWord,
            events.WatermarkAt!(@event));
        for (var cell = head; cell != CellStore.None; cell = (int)Cells.At(cell, CellLayout.NextWord))
        {
            open -= Times.DueUs(Cells.At(cell, word)) <= watermarkUs ? 1 : 0;
        }

        return open <= _maxWindows;
    }
}
