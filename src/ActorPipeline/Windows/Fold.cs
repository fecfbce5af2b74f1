using ActorPipeline.Emission;

namespace ActorPipeline.Windows;

/// <summary>
/// One aggregate over cells: where its words are, how two cells become one, what is emitted. How events change its
/// words is a matter of the <see cref="IFoldPass"/> that it begins or joins.
/// </summary>
internal abstract class Fold
{
    /// <summary>What its words hold.</summary>
    public abstract IReadOnlyList<WordKind> Words { get; }

    /// <summary>What its words were in pages of the first cell format; null where they were the same.</summary>
    public virtual FormerWords? FirstWords => null;

    /// <summary>Index of its first word in a cell.</summary>
    public int Word { get; set; }

    /// <summary>Sets the words of a new cell.</summary>
    public abstract void Clear(Span<long> cell);

    /// <summary>The pass that folds events into its words.</summary>
    public abstract IFoldPass Begin();

    /// <summary>
    /// What a pass over the words before its own becomes when it does this fold's share as well; null where it can't.
    /// </summary>
    public virtual IFoldPass? Join(IFoldPass pass) => null;

    /// <summary>Adds another cell's words to a cell, and gives up what the other one holds.</summary>
    public abstract void Merge(Span<long> into, Span<long> other);

    /// <summary>Sets a result column of one row.</summary>
    public abstract void Emit(ReadOnlySpan<long> cell, ResultRows results, int row, int column);

    /// <summary>Sets a result column of as many rows as there are cells.</summary>
    public virtual void EmitAll(ReadOnlySpan<int> list, CellStore cells, ResultRows results, int firstRow, int column)
    {
        for (var i = 0; i < list.Length; i++)
        {
            Emit(cells.Words(list[i]), results, firstRow + i, column);
        }
    }

    /// <summary>Whether cells hold anything outside their words, which <see cref="Release"/> gives up.</summary>
    public virtual bool HoldsMemory => false;

    /// <summary>A cell's words were copied: what they stand for is held twice.</summary>
    public virtual void Share(ReadOnlySpan<long> cell)
    {
    }

    /// <summary>Gives up what a cell holds outside its words.</summary>
    public virtual void Release(ReadOnlySpan<long> cell)
    {
    }
}
