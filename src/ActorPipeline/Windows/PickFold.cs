using ActorPipeline.Actors;
using ActorPipeline.Emission;

namespace ActorPipeline.Windows;

/// <summary>
/// First or last value by event time; of equal times the lowest (highest) partition's, and in it the one that came
/// first (last): so the pick does not depend on how partitions interleave. Words: time, partition, the value.
/// </summary>
internal sealed class PickFold(Input input, CountFold count, bool isLast, ValueStore store) : Fold, IFoldPass
{
    private const int TimeWord = 0;
    private const int PartitionWord = 1;
    private const int ValueWord = 2;

    public override IReadOnlyList<WordKind> Words { get; } = [WordKind.Int, WordKind.Int, .. store.Words];

    public override bool HoldsMemory => store.HoldsMemory;

    public override void Clear(Span<long> cell)
    {
        var words = cell.Slice(Word, Words.Count);
        words.Clear();
        words[TimeWord] = isLast ? long.MinValue : long.MaxValue;
        words[PartitionWord] = isLast ? -1 : long.MaxValue;
    }

    public override IFoldPass Begin() => this;

    public void Apply(EventBatch events, Targets targets, CellStore cells)
    {
        var column = events.Columns[input.Columns.Argument];
        var takesAll = input.TakesAll(events);
        for (var i = 0; i < targets.Count; i++)
        {
            var who = targets.Events[i];
            if (!takesAll && !input.Takes(events, who))
            {
                continue;
            }

            var words = cells.Words(targets.Cells[i])[Word..];
            if (Replaces(words, events.TimesUs[who], events.Partition.Value))
            {
                words[TimeWord] = events.TimesUs[who];
                words[PartitionWord] = events.Partition.Value;
                store.Set(ref words[ValueWord], events, column, who);
            }
        }
    }

    public override void Merge(Span<long> into, Span<long> other)
    {
        var mine = into.Slice(Word, Words.Count);
        var theirs = other.Slice(Word, Words.Count);
        if (other[count.Word] > 0 && Replaces(mine, theirs[TimeWord], theirs[PartitionWord]))
        {
            store.Release(mine[ValueWord..]);
            theirs.CopyTo(mine);
        }
        else
        {
            store.Release(theirs[ValueWord..]);
        }
    }

    public override void Emit(ReadOnlySpan<long> cell, ResultRows results, int row, int column)
    {
        if (cell[count.Word] == 0)
        {
            results.SetNull(column, row);
        }
        else
        {
            store.Emit(cell[(Word + ValueWord)..], results, row, column);
        }
    }

    public override void Share(ReadOnlySpan<long> cell) => store.Share(cell[(Word + ValueWord)..]);

    public override void Release(ReadOnlySpan<long> cell) => store.Release(cell[(Word + ValueWord)..]);

    private bool Replaces(ReadOnlySpan<long> words, long time, long partition) => isLast
        ? time > words[TimeWord] || (time == words[TimeWord] && partition >= words[PartitionWord])
        : time < words[TimeWord] || (time == words[TimeWord] && partition < words[PartitionWord]);
}
