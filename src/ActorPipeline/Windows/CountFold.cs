using ActorPipeline.Emission;

namespace ActorPipeline.Windows;

/// <summary>
/// Number of events that take part. Every other aggregate of the same input shares this word to know whether, and of
/// how many values, it is.
/// </summary>
internal sealed class CountFold(Input input) : Fold
{
    public override IReadOnlyList<WordKind> Words { get; } = [WordKind.Int];

    public override void Clear(Span<long> cell) => cell[Word] = 0;

    public override IFoldPass Begin() => new CountPass(input, Word, false);

    public override IFoldPass? Join(IFoldPass pass) => (pass as CountPass)?.RideWith(input, Word);

    public override void Merge(Span<long> into, Span<long> other) => into[Word] += other[Word];

    public override void EmitAll(
        ReadOnlySpan<int> list, CellStore cells, ResultRows results, int firstRow, int column)
    {
        var values = results.Batch.Columns[column].Values<long>().AsSpan(firstRow, list.Length);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = cells.At(list[i], Word);
        }
    }

    public override void Emit(ReadOnlySpan<long> cell, ResultRows results, int row, int column) =>
        results.Batch.Columns[column].Values<long>()[row] = cell[Word];
}
