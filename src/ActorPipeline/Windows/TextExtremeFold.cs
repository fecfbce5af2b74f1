using ActorPipeline.Actors;
using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Windows;

/// <summary>Least or greatest text, by its UTF-8 bytes. One word: the text's number.</summary>
internal sealed class TextExtremeFold(Input input, bool isMax, TextStore texts) : Fold, IFoldPass
{
    public override IReadOnlyList<WordKind> Words { get; } = [WordKind.Text];

    public override bool HoldsMemory => true;

    public override void Clear(Span<long> cell) => cell[Word] = 0;

    public override IFoldPass Begin() => this;

    public void Apply(EventBatch events, Targets targets, CellStore cells)
    {
        var slices = input.Values<Utf8Slice>(events);
        for (var i = 0; i < targets.Count; i++)
        {
            var who = targets.Events[i];
            if (!input.Takes(events, who))
            {
                continue;
            }

            ref var word = ref cells.At(targets.Cells[i], Word);
            var text = events.TextOf(slices[who]);
            if (word == 0 || Wins(text, texts[word]))
            {
                word = texts.Set(word, text);
            }
        }
    }

    public override void Merge(Span<long> into, Span<long> other)
    {
        if (other[Word] != 0 && (into[Word] == 0 || Wins(texts[other[Word]], texts[into[Word]])))
        {
            (into[Word], other[Word]) = (other[Word], into[Word]);
        }

        texts.Release(other[Word]);
    }

    public override void Emit(ReadOnlySpan<long> cell, ResultRows results, int row, int column)
    {
        if (cell[Word] == 0)
        {
            results.SetNull(column, row);
        }
        else
        {
            results.Batch.Columns[column].Values<Utf8Slice>()[row] = results.Batch.Scratch.Append(texts[cell[Word]]);
        }
    }

    public override void Share(ReadOnlySpan<long> cell) => texts.Share(cell[Word]);

    public override void Release(ReadOnlySpan<long> cell) => texts.Release(cell[Word]);

    private bool Wins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> other) =>
        isMax ? text.SequenceCompareTo(other) > 0 : text.SequenceCompareTo(other) < 0;
}
