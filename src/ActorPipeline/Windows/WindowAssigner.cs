using ActorPipeline.Actors;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;

namespace ActorPipeline.Windows;

/// <summary>
/// Finds or opens the cells of events, one subclass a kind of window, and folds the events into them.
/// </summary>
internal abstract class WindowAssigner
{
    /// <summary>
    /// More an actor may not have, whatever its limit, and though its own partition is done with them: a page of actors
    /// that have as many can still be written.
    /// </summary>
    protected const int MostCells = PackedInts.MaxCount / ActorPage.Size;

    private IFoldPass[] _passes = [];

    protected WindowAssigner(
        PipelinePlan plan, WindowTimes times, CellLayout layout, CellStore cells, CellChains chains)
    {
        (Times, Layout, Cells, Chains) = (times, layout, cells, chains);
        MaxWindows = plan.Engine.MaxWindowsPerKey;
    }

    protected int MaxWindows { get; }

    protected CellLayout Layout { get; }

    protected CellChains Chains { get; }

    protected WindowTimes Times { get; }

    protected CellStore Cells { get; }

    protected Targets Targets { get; } = new();

    public static WindowAssigner Create(
        PipelinePlan plan, WindowTimes times, CellLayout layout, CellStore cells, CellChains chains, Panes panes) =>
        plan.Window switch
        {
            WindowSpec.Session => new SessionAssigner(plan, times, layout, cells, chains),
            WindowSpec.Hopping => new HoppingAssigner(plan, times, layout, cells, chains, panes),
            _ => new TumblingAssigner(plan, times, layout, cells, chains),
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

    /// <summary>Opens a cell after another one of a chain, or before all for none.</summary>
    protected int Open(WindowPage page, int place, int previous, long startUs, long lastUs)
    {
        var cell = Cells.Allocate();
        var words = Cells.Words(cell);
        Layout.NewCell.CopyTo(words);
        words[CellLayout.StartWord] = startUs;
        if (Times.HasLast)
        {
            words[CellLayout.LastWord] = lastUs;
        }

        Chains.Insert(page, place, previous, cell);
        page.DueUs = Math.Min(page.DueUs, Times.DueUs(startUs));
        return cell;
    }

    /// <summary>
    /// Whether an actor may open a window more. Those that are due by the record's own watermark count no more: whether
    /// they have been closed by now depends on the other partitions and on the size of batches.
    /// </summary>
    protected bool HasRoom(WindowPage page, int place, EventBatch events, int @event)
    {
        var count = Chains.Count(page, place);
        return count < MostCells
            && (count < MaxWindows || count - CountDue(page, place, count, events.WatermarkAt!(@event)) < MaxWindows);
    }

    /// <summary>How many of an actor's windows are due: those at the beginning of its chain.</summary>
    private int CountDue(WindowPage page, int place, int count, long watermarkUs)
    {
        var word = Times.IsSession ? CellLayout.LastWord : CellLayout.StartWord;
        if (page.IndexOf(place) is { } index)
        {
            var (low, high) = (0, count);
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                (low, high) = Times.DueUs(Cells.At(index[middle], word)) <= watermarkUs
                    ? (middle + 1, high)
                    : (low, middle);
            }

            return low;
        }

        var (due, cell) = (0, Chains.Oldest(page.Heads[place]));
        for (; due < count && Times.DueUs(Cells.At(cell, word)) <= watermarkUs; due++)
        {
            cell = Chains.Next(cell);
        }

        return due;
    }
}
