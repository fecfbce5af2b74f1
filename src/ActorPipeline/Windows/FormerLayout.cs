using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Windows;

/// <summary>
/// How state and events of an older version of the plan become the present one's: what both have is carried over,
/// what is gone is dropped, what is new starts from nothing, also in replay of older events.
/// </summary>
internal sealed class FormerLayout
{
    private readonly int[] _columns;
    private readonly Column?[] _absent;

    public FormerLayout(StateLayout former, StateLayout current, bool hasLast, CellLayout present)
    {
        // Only the order and kinds of words matter of it, so its texts are nobody's.
        var cells = new CellLayout(former, hasLast, new TextStore());
        WordKinds = cells.WordKinds;
        Words = new int[WordKinds.Length];
        Array.Fill(Words, -1);
        var folds = new List<Fold>();
        for (var (i, at) = (0, 0); i < cells.Folds.Count; at += cells.Folds[i++].Words.Count)
        {
            if (present.Find(cells, i) is { } fold)
            {
                folds.Add(fold);
                for (var word = 0; word < fold.Words.Count; word++)
                {
                    Words[at + word] = fold.Word + word;
                }
            }
        }

        Passes = IFoldPass.Of(folds.OrderBy(f => f.Word));
        _columns = [.. current.EventColumns.Select(c => former.EventColumns.ToList().IndexOf(c))];
        _absent = [.. current.EventColumns.Select((c, i) => _columns[i] < 0 ? Column.Create(c.Type) : null)];
        EventTypes = former.EventTypes;
    }

    /// <summary>Kinds of the words that a page of the older version has.</summary>
    public WordKind[] WordKinds { get; }

    /// <summary>For each of them, the word of a present cell that takes it; -1 for none.</summary>
    public int[] Words { get; }

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
