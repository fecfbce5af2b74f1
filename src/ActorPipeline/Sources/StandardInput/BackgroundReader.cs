namespace ActorPipeline.Sources.StandardInput;

/// <summary>
/// Reads a stream on a thread of its own into a fixed number of buffers, so that whoever takes the bytes never waits.
/// When all buffers are full the thread waits, and so does what writes to the pipe. One thread takes at a time.
/// </summary>
internal sealed class BackgroundReader(Stream input) : IByteInput, IDisposable
{
    private const int BufferBytes = 256 << 10;
    private const int BufferCount = 4;
    private readonly Lock _lock = new();
    private readonly Queue<ArraySegment<byte>> _full = new(BufferCount);
    private readonly Queue<byte[]> _empty = new(BufferCount);
    private readonly SemaphoreSlim _emptyCount = new(BufferCount);
    private ArraySegment<byte> _current;
    private Exception? _fault;
    private bool _ended;
    private volatile bool _disposed;

    /// <summary>Whether there will be no more than what waits in the buffers.</summary>
    public bool HasStopped
    {
        get
        {
            lock (_lock)
            {
                return _ended || _fault is not null;
            }
        }
    }

    /// <summary>Starts to read.</summary>
    public void Start()
    {
        // A background thread: it may hang in the stream's read for ever, which must not keep the process alive.
        new Thread(ReadAll) { IsBackground = true, Name = "stdin" }.Start();
    }

    /// <inheritdoc />
    public int Read(Span<byte> destination)
    {
        if (_current.Count == 0)
        {
            lock (_lock)
            {
                if (_full.Count == 0)
                {
                    return _fault is not null ? throw Fault(_fault) : _ended ? IByteInput.End : IByteInput.Nothing;
                }

                _current = _full.Dequeue();
            }
        }

        var count = Math.Min(destination.Length, _current.Count);
        _current.AsSpan(0, count).CopyTo(destination);
        _current = _current[count..];
        if (_current.Count == 0)
        {
            Return(_current.Array!);
        }

        return count;
    }

    /// <summary>Stops reading after the read that is under way, if any.</summary>
    public void Dispose()
    {
        _disposed = true;
        _emptyCount.Release();
    }

    private static SourceException Fault(Exception error) => new(
        $"Reading standard input failed: {error.Message} What was written to it since is lost; start the pipeline "
        + "and the program before it again.", false, error);

    private void Return(byte[] buffer)
    {
        lock (_lock)
        {
            _empty.Enqueue(buffer);
        }

        _emptyCount.Release();
    }

    private void ReadAll()
    {
        try
        {
            int count;
            do
            {
                _emptyCount.Wait();
                count = _disposed ? 0 : ReadOne();
            }
            while (count > 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            lock (_lock)
            {
                _fault = error;
            }
        }
    }

    private int ReadOne()
    {
        byte[]? buffer;
        lock (_lock)
        {
            // Made when needed: most inputs come in pieces that are taken at once.
            _empty.TryDequeue(out buffer);
        }

        buffer ??= GC.AllocateUninitializedArray<byte>(BufferBytes);
        var count = input.Read(buffer);
        lock (_lock)
        {
            if (count > 0)
            {
                _full.Enqueue(new ArraySegment<byte>(buffer, 0, count));
            }
            else
            {
                _ended = true;
            }
        }

        return count;
    }
}
