using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Windows;

/// <summary>
/// How state and events of an older version of the plan become the present one's: what both have is carried over,
/// what is gone is dropped, what is new starts from nothing, also in replay of older events. A version of the plan has
/// one format of cells, so this is also where those of an older format become present ones.
/// </summary>
internal sealed class FormerLayout
{
    private readonly int[] _columns;
    private readonly Column?[] _absent;

    public FormerLayout(StateLayout former, StateLayout current, bool hasLast, CellLayout present)
    {
        // Only the order and kinds of words matter of it, so its texts are nobody's.
        var cells = new CellLayout(former, hasLast, new TextStore());
        Folds = new FormerFold[cells.Folds.Count];
        var folds = new List<Fold>();
        for (var i = 0; i < Folds.Length; i++)
        {
            var fold = present.Find(cells, i);
            Folds[i] = new FormerFold(cells.Folds[i], FormerWords.Of(cells.Folds[i], former.CellFormat), fold);
            if (fold is not null)
            {
                folds.Add(fold);
            }
        }

        Passes = IFoldPass.Of(folds.OrderBy(f => f.Word));
        _columns = [.. current.EventColumns.Select(c => former.EventColumns.ToList().IndexOf(c))];
        _absent = [.. current.EventColumns.Select((c, i) => _columns[i] < 0 ? Column.Create(c.Type) : null)];
        EventTypes = former.EventTypes;
    }

    /// <summary>What a page of the older version has, in its order.</summary>
    public FormerFold[] Folds { get; }

    /// <summary>Those of the present folds that the older version had too; the others don't see its events.</summary>
    public IFoldPass[] Passes { get; }

    /// <summary>Types of the columns that its events have.</summary>
    public IReadOnlyList<ColumnType> EventTypes { get; }

    /// <summary>Puts the columns of older events in the present order; those that they lack are null.</summary>
    public EventBatch Arrange(EventBatch events)
    {
        var columns = new Column[_columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            if (_columns[i] >= 0)
            {
                columns[i] = events.Columns[_columns[i]];
                continue;
            }

            columns[i] = _absent[i]!;
            columns[i].Reset(events.Count);
            for (var row = 0; row < events.Count; row++)
            {
                columns[i].SetNull(row, events.Count);
            }
        }

        return events.WithColumns(columns);
    }
}
