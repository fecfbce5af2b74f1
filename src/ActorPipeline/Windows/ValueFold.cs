using ActorPipeline.Actors;
using ActorPipeline.Emission;

namespace ActorPipeline.Windows;

/// <summary>Sets a result column from an aggregate's words; the count of its values is above 0.</summary>
internal delegate void EmitWords(ref long words, long count, ResultRows results, int row, int column);

/// <summary>An aggregate of fixed-size words over values of one type; null while no event took part.</summary>
internal sealed class ValueFold<T, TAccumulator>(Input input, CountFold count, EmitWords emit) : Fold
    where T : struct
    where TAccumulator : struct, IAccumulator<T>
{
    public override IReadOnlyList<WordKind> Words => TAccumulator.Words;

    public override void Clear(Span<long> cell) => TAccumulator.Clear(ref cell[Word]);

    public override void Apply(EventBatch events, Targets targets, CellStore cells)
    {
        var (pairs, list, who) = (targets.Count, targets.Cells, targets.Events);
        var values = input.Values<T>(events);
        if (input.TakesAll(events))
        {
            var word = Word;
            var into = list.AsSpan(0, pairs);
            var from = who.AsSpan(0, pairs);
            for (var i = 0; i < into.Length; i++)
            {
                TAccumulator.Add(ref cells.At(into[i], word), values[from[i]]);
            }

            return;
        }

        for (var i = 0; i < pairs; i++)
        {
            if (input.Takes(events, who[i]))
            {
                TAccumulator.Add(ref cells.At(list[i], Word), values[who[i]]);
            }
        }
    }

    public override void Merge(Span<long> into, Span<long> other) =>
        TAccumulator.Merge(ref into[Word], ref other[Word]);

    public override void EmitAll(
        ReadOnlySpan<int> list, CellStore cells, ResultRows results, int firstRow, int column)
    {
        for (var i = 0; i < list.Length; i++)
        {
            var values = cells.At(list[i], count.Word);
            if (values == 0)
            {
                results.SetNull(column, firstRow + i);
            }
            else
            {
                emit(ref cells.At(list[i], Word), values, results, firstRow + i, column);
            }
        }
    }

    public override void Emit(ReadOnlySpan<long> cell, ResultRows results, int row, int column)
    {
        if (cell[count.Word] == 0)
        {
            results.SetNull(column, row);
            return;
        }

        emit(ref System.Runtime.CompilerServices.Unsafe.AsRef(in cell[Word]), cell[count.Word], results, row, column);
    }
}
