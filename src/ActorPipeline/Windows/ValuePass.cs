using System.Runtime.CompilerServices;
using ActorPipeline.Actors;

namespace ActorPipeline.Windows;

/// <summary>A pass over values of one type, which another aggregate of the same input may join.</summary>
internal abstract class ValuePass<T>(Input input, int word, int adders) : IFoldPass
    where T : struct
{
    /// <summary>
    /// Each adder nests the type of the loop one deeper, and to compile a very deep one takes more stack than there is.
    /// </summary>
    private const int MostAdders = 8;

    /// <summary>The events that take part.</summary>
    protected Input Input => input;

    /// <summary>The first of its words in a cell.</summary>
    protected int Word => word;

    /// <summary>How many aggregates share it.</summary>
    protected int Adders => adders;

    /// <summary>How many words of a cell it changes.</summary>
    protected abstract int WordCount { get; }

    public abstract void Apply(EventBatch events, Targets targets, CellStore cells);

    /// <summary>
    /// This pass and one more adder; null where that takes other events, its words do not follow, or there are enough.
    /// </summary>
    public ValuePass<T>? Then<TNext>(Input nextInput, int nextWord)
        where TNext : struct, IAdder<T> =>
        nextInput == input && nextWord == word + WordCount && adders < MostAdders ? Then<TNext>() : null;

    protected abstract ValuePass<T> Then<TNext>()
        where TNext : struct, IAdder<T>;
}

/// <summary>
/// The loop of a pass, compiled for each combination of aggregates that some plan has. In its words the rider's come
/// first, which is told of every event; then those of the adders, which are told of the events that take part.
/// </summary>
internal sealed class ValuePass<T, TRider, TAdder>(Input input, int word, int adders = 1)
    : ValuePass<T>(input, word, adders)
    where T : struct
    where TRider : struct, IAdder<T>
    where TAdder : struct, IAdder<T>
{
    protected override int WordCount => TRider.WordCount + TAdder.WordCount;

    public override void Apply(EventBatch events, Targets targets, CellStore cells)
    {
        var word = Word;
        var into = targets.Cells;
        var from = targets.Events;
        var values = Input.Values<T>(events);
        if (Input.TakesAll(events))
        {
            for (var i = 0; i < into.Length && i < from.Length; i++)
            {
                Both<T, TRider, TAdder>.Add(ref cells.At(into[i], word), values[from[i]]);
            }

            return;
        }

        for (var i = 0; i < into.Length && i < from.Length; i++)
        {
            ref var words = ref cells.At(into[i], word);
            TRider.Add(ref words, default);
            if (Input.Takes(events, from[i]))
            {
                TAdder.Add(ref Unsafe.Add(ref words, TRider.WordCount), values[from[i]]);
            }
        }
    }

    protected override ValuePass<T> Then<TNext>() =>
        new ValuePass<T, TRider, Both<T, TAdder, TNext>>(Input, Word, Adders + 1);
}
