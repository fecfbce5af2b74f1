using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorPipeline.Windows;

/// <summary>
/// The open windows of a shard: cells of a fixed number of 64-bit words, in chunks that never move. A cell's number
/// says where its words are: chunk and offset. Number 0 stands for none. Word 0 is the window's start, word 1 the
/// actor's next cell.
/// </summary>
internal sealed class CellStore(int stride)
{
    /// <summary>No cell.</summary>
    public const int None = 0;

    private const int ChunkShift = 13;
    private const int ChunkWords = 1 << ChunkShift;
    private const int ChunkMask = ChunkWords - 1;

    // Not a list through the freed cells themselves: those are cold, and taking one would wait for it.
    private readonly Stack<int> _free = [];
    private long[][] _chunks = [];
    private int _chunkCount;
    private int _next = After(None, stride);

    /// <summary>Words a cell.</summary>
    public int Stride => stride;

    /// <summary>Cells in use.</summary>
    public int InUse { get; private set; }

    /// <summary>The first word of a cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref long At(int cell) => ref At(cell, 0);

    /// <summary>A word of a cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref long At(int cell, int word)
    {
        // A masked offset and a word below the stride are within the chunk.
        ref var chunk = ref MemoryMarshal.GetArrayDataReference(_chunks[cell >> ChunkShift]);
        return ref Unsafe.Add(ref chunk, (cell & ChunkMask) + word);
    }

    /// <summary>All words of a cell.</summary>
    public Span<long> Words(int cell) => _chunks[cell >> ChunkShift].AsSpan(cell & ChunkMask, stride);

    /// <summary>Takes a cell; its words are whatever they were.</summary>
    public int Allocate()
    {
        InUse++;
        if (_free.TryPop(out var free))
        {
            return free;
        }

        var cell = _next;
        while (cell >> ChunkShift >= _chunkCount)
        {
            AddChunk();
        }

        _next = After(cell, stride);
        return cell;
    }

    /// <summary>Gives a cell back.</summary>
    public void Release(int cell)
    {
        InUse--;
        _free.Push(cell);
    }

    /// <summary>The number after a number. A cell larger than a chunk has one for itself, which is longer.</summary>
    private static int After(int cell, int stride)
    {
        var end = (cell & ChunkMask) + stride;
        return end + stride <= ChunkWords ? cell + stride : checked(((cell >> ChunkShift) + 1) * ChunkWords);
    }

    private void AddChunk()
    {
        if (_chunkCount == _chunks.Length)
        {
            Array.Resize(ref _chunks, Math.Max(4, 2 * _chunkCount));
        }

        _chunks[_chunkCount++] = new long[Math.Max(ChunkWords, stride)];
    }
}
