using ActorPipeline.Emission;

namespace ActorPipeline.Windows;

/// <summary>Sets a result column from an aggregate's words; the count of its values is above 0.</summary>
internal delegate void EmitWords(ref long words, long count, ResultRows results, int row, int column);

/// <summary>An aggregate of fixed-size words over values of one type; null while no event took part.</summary>
internal sealed class ValueFold<T, TAccumulator>(
    Input input, CountFold count, EmitWords emit, FormerWords? first = null) : Fold
    where T : struct
    where TAccumulator : struct, IAccumulator<T>
{
    public override IReadOnlyList<WordKind> Words => TAccumulator.Words;

    public override FormerWords? FirstWords => first;

    public override void Clear(Span<long> cell) => TAccumulator.Clear(ref cell[Word]);

    public override IFoldPass Begin() => new ValuePass<T, Nothing<T>, TAccumulator>(input, Word);

    public override IFoldPass? Join(IFoldPass pass) =>
        ((pass as CountPass)?.Over<T>(input) ?? pass as ValuePass<T>)?.Then<TAccumulator>(input, Word);

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
