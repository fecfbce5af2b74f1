using System.Runtime.CompilerServices;

namespace ActorPipeline.Windows;

/// <summary>
/// The open windows of a shard: cells of a fixed number of 64-bit words, in chunks that never move, with a free list
/// through the freed ones. Cell 0 stands for none. Word 0 is the window's start, word 1 the actor's next cell.
/// </summary>
internal sealed class CellStore(int stride)
{
    /// <summary>No cell.</summary>
    public const int None = 0;

    private const int ChunkShift = 10;
    private const int ChunkMask = (1 << ChunkShift) - 1;

    private long[][] _chunks = [];
    private int _next = 1;
    private int _free;

    /// <summary>Words a cell.</summary>
    public int Stride { get; } = stride;

    /// <summary>Cells in use.</summary>
    public int InUse { get; private set; }

    /// <summary>The first word of a cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref long At(int cell) => ref _chunks[cell >> ChunkShift][(cell & ChunkMask) * Stride];

    /// <summary>A word of a cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref long At(int cell, int word) => ref _chunks[cell >> ChunkShift][((cell & ChunkMask) * Stride) + word];

    /// <summary>All words of a cell.</summary>
    public Span<long> Words(int cell) => _chunks[cell >> ChunkShift].AsSpan((cell & ChunkMask) * Stride, Stride);

    /// <summary>Takes a cell; its words are whatever they were.</summary>
    public int Allocate()
    {
        InUse++;
        if (_free != None)
        {
            var cell = _free;
            _free = (int)At(cell);
            return cell;
        }

        if (_next >> ChunkShift >= _chunks.Length)
        {
            Array.Resize(ref _chunks, _chunks.Length + 1);
            _chunks[^1] = new long[(ChunkMask + 1) * Stride];
        }

        return _next++;
    }

    /// <summary>Gives a cell back.</summary>
    public void Release(int cell)
    {
        InUse--;
        At(cell) = _free;
        _free = cell;
    }
}
