using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace ActorPipeline.Streams.Running;

/// <summary>
/// A bounded queue between two islands: one writes, one reads. Each side keeps its own index and looks at the other's
/// only when it seems full or empty, so most elements cost no traffic between cores; and wakes the other only when that
/// has said that it waits.
/// </summary>
internal sealed class BoundaryQueue<T>
{
    private readonly T[] _items;
    private readonly int _capacity;
    private readonly int _mask;
    private readonly Waker _writer;
    private readonly Waker _reader;
    private BoundaryIndices _indices;
    private int _knownHead;
    private int _knownTail;
    private bool _hasNews;
    private volatile bool _isReaderWaiting;
    private volatile bool _isWriterWaiting;
    private volatile bool _isClosed;
    private volatile bool _isEnded;
    private ExceptionDispatchInfo? _failure;

    public BoundaryQueue(int capacity, Waker writer, Waker reader)
    {
        _capacity = capacity;
        _items = new T[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity)];
        _mask = _items.Length - 1;
        (_writer, _reader) = (writer, reader);
    }

    /// <summary>Writes what a stage gives until that has nothing, or the queue is full, or nobody reads it.</summary>
    public PullStatus Fill(Stage<T> from)
    {
        var tail = _indices.Tail;
        while (true)
        {
            if (_isClosed)
            {
                return PullStatus.Done;
            }

            if (tail - _knownHead == _capacity && IsFull(tail))
            {
                return PullStatus.Pending;
            }

            var status = from.Pull(out var item);
            if (status != PullStatus.Item)
            {
                TellReader();
                return status;
            }

            _items[tail & _mask] = item;
            Volatile.Write(ref _indices.Tail, ++tail);

            // Without a fence this may come one element late, which the next one makes good, or the end of the turn.
            _hasNews = true;
            if (_isReaderWaiting)
            {
                TellReader();
            }
        }
    }

    /// <summary>The end of what is written: after the elements comes the failure, or just the end.</summary>
    public void End(Exception? failure)
    {
        _failure = failure is null ? null : ExceptionDispatchInfo.Capture(failure);
        _isEnded = true;
        WakeReader();
    }

    /// <summary>Reads an element.</summary>
    public PullStatus Read(out T item)
    {
        var head = _indices.Head;
        if (head == _knownTail && IsEmpty(head))
        {
            item = default!;
            if (!_isEnded)
            {
                return PullStatus.Pending;
            }

            // The last elements may have come between the two looks.
            if (IsEmpty(head))
            {
                _failure?.Throw();
                return PullStatus.Done;
            }
        }

        ref var place = ref _items[head & _mask];
        item = place;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            place = default!;
        }

        Volatile.Write(ref _indices.Head, ++head);

        // A writer that waits is let go on when there is room for a good many.
        if (_isWriterWaiting && _knownTail - head <= _capacity / 2)
        {
            WakeWriter();
        }

        return PullStatus.Item;
    }

    /// <summary>Nobody reads any more.</summary>
    public void CloseReader()
    {
        _isClosed = true;
        _writer.Wake();
    }

    private bool IsFull(int tail)
    {
        _knownHead = Volatile.Read(ref _indices.Head);
        if (tail - _knownHead < _capacity)
        {
            return false;
        }

        TellReader();
        _isWriterWaiting = true;
        Interlocked.MemoryBarrier();
        _knownHead = Volatile.Read(ref _indices.Head);
        if (tail - _knownHead == _capacity)
        {
            return true;
        }

        _isWriterWaiting = false;
        return false;
    }

    private bool IsEmpty(int head)
    {
        _knownTail = Volatile.Read(ref _indices.Tail);
        if (head != _knownTail)
        {
            return false;
        }

        _isReaderWaiting = true;
        Interlocked.MemoryBarrier();
        if (_isWriterWaiting)
        {
            WakeWriter();
        }

        _knownTail = Volatile.Read(ref _indices.Tail);
        if (head == _knownTail)
        {
            return true;
        }

        _isReaderWaiting = false;
        return false;
    }

    /// <summary>Wakes a reader that waits for what was written since it was told last: for nothing else.</summary>
    private void TellReader()
    {
        if (_hasNews)
        {
            _hasNews = false;
            WakeReader();
        }
    }

    private void WakeReader()
    {
        Interlocked.MemoryBarrier();
        if (_isReaderWaiting)
        {
            _isReaderWaiting = false;
            _reader.Wake();
        }
    }

    private void WakeWriter()
    {
        _isWriterWaiting = false;
        _writer.Wake();
    }
}

/// <summary>Where the sides of a queue are, each index in a cache line of its own.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal struct BoundaryIndices
{
    [FieldOffset(64)]
    public int Head;

    [FieldOffset(128)]
    public int Tail;
}
