using ActorPipeline.Streams.Running;
using Microsoft.Win32.SafeHandles;

namespace ActorPipeline.Streams.Sources;

/// <summary>The lines of a file, without their ends. Reads ahead of the lines, into a pooled buffer.</summary>
internal sealed class FileLineSource<T>(
    string path, SpanDecoder<T> decode, int mostBytes, StageContext context) : Stage<T>
{
    private const int ReadBytes = 64 * 1024;

    private readonly AsyncSlot<int> _read = new(context.Waker);
    private readonly PooledBuffer _buffer = new(context.Run.Runtime);
    private SafeFileHandle? _file;
    private OperationScope? _scope;
    private long _position;
    private int _next;
    private int _searched;
    private bool _isRead;

    public override PullStatus Pull(out T item)
    {
        while (true)
        {
            item = default!;
            if (!context.TryTake())
            {
                return context.Refuse(out item);
            }

            if (_read.IsFree)
            {
                if (TryLine(out item))
                {
                    return PullStatus.Item;
                }

                if (_isRead)
                {
                    return PullStatus.Done;
                }

                BeginRead();
            }

            if (!_read.IsCompleted)
            {
                return PullStatus.Pending;
            }

            EndRead();
        }
    }

    public override void Close()
    {
        if (_scope is null)
        {
            return;
        }

        // The buffer and the handle are the operation's until it has ended.
        var ended = _read.WhenEnded();
        if (ended.IsCompleted)
        {
            Release();
        }
        else
        {
            context.Run.Await(ReleaseAsync(ended));
        }

        _scope.Close();
    }

    private bool TryLine(out T item)
    {
        item = default!;
        var bytes = _buffer.Written.Span[_next..];
        var end = bytes[_searched..].IndexOf((byte)'\n');
        if (end < 0)
        {
            _searched = bytes.Length;
            if (!_isRead || bytes.IsEmpty)
            {
                CheckLength(bytes.Length);
                return false;
            }

            _next += bytes.Length;
            _searched = 0;
            item = decode(bytes);
            return true;
        }

        var line = bytes[..(_searched + end)];
        _next += line.Length + 1;
        _searched = 0;
        CheckLength(line.Length);
        item = decode(line.EndsWith("\r"u8) ? line[..^1] : line);
        return true;
    }

    private void CheckLength(int bytes)
    {
        if (bytes > mostBytes)
        {
            throw new InvalidDataException($"{path} has a line of more than {mostBytes} bytes");
        }
    }

    private void BeginRead()
    {
        _scope ??= new OperationScope(context.Run);
        _file ??= File.OpenHandle(path, options: FileOptions.Asynchronous);
        _buffer.RemoveFirst(_next);
        _next = 0;
        _read.Start(RandomAccess.ReadAsync(_file, _buffer.GetMemory(ReadBytes), _position, _scope.Token));
    }

    private void EndRead()
    {
        var count = _read.Take();
        if (_position == 0 && _buffer.GetSpan().StartsWith("\uFEFF"u8) && count >= 3)
        {
            _next = 3;
        }

        _buffer.Advance(count);
        _position += count;
        _isRead = count == 0;
    }

    private async Task ReleaseAsync(Task ended)
    {
        await ended.ConfigureAwait(false);
        Release();
    }

    private void Release()
    {
        _buffer.Return();
        _file?.Dispose();
    }
}
