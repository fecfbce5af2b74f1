using System.Buffers;

namespace ActorPipeline.Streams.Running;

/// <summary>
/// Bytes in an array of the pool, which grows when it must. The runtime counts those that are rented.
/// </summary>
internal sealed class PooledBuffer(StreamRuntime runtime) : IBufferWriter<byte>
{
    private byte[]? _array;

    /// <summary>How many bytes are in it.</summary>
    public int Count { get; private set; }

    public Memory<byte> Written => _array.AsMemory(0, Count);

    /// <summary>Room for at least so many more bytes, behind those that are in it.</summary>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _array.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Advance(int count) => Count += count;

    /// <summary>Drops bytes at the front.</summary>
    public void RemoveFirst(int count)
    {
        Count -= count;
        _array.AsSpan(count, Count).CopyTo(_array);
    }

    public void Clear() => Count = 0;

    /// <summary>Gives the array back; the next use rents another.</summary>
    public void Return()
    {
        if (_array is not null)
        {
            ArrayPool<byte>.Shared.Return(_array);
            runtime.CountBuffer(-1);
            (_array, Count) = (null, 0);
        }
    }

    private void Reserve(int more)
    {
        if (_array is not null && _array.Length - Count >= more)
        {
            return;
        }

        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(Count + more, (_array?.Length ?? 0) * 2));
        if (_array is null)
        {
            runtime.CountBuffer(1);
        }
        else
        {
            Written.CopyTo(grown);
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = grown;
    }
}
