using ActorPipeline.Streams.Running;
using Microsoft.Win32.SafeHandles;

namespace ActorPipeline.Streams.Sinks;

/// <summary>
/// Writes a file through a pooled buffer. It is opened with the first demand, and closed before the result is there.
/// </summary>
internal sealed class FileDriver<T>(
    Stage<T> upstream, string path, bool isAppending, SpanEncoder<T> encode, StageContext context) : Driver
{
    private const int WriteBytes = 64 * 1024;

    private readonly AsyncSlot<int> _write = new(context.Waker);
    private readonly PooledBuffer _buffer = new(context.Run.Runtime);
    private readonly TaskCompletionSource<long> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OperationScope? _scope;
    private SafeFileHandle? _file;
    private long _position;
    private long _written;
    private bool _isUpstreamDone;

    /// <summary>Bytes written.</summary>
    public Task<long> Result => _result.Task;

    public override PullStatus Run()
    {
        Open();
        while (true)
        {
            if (!_write.IsFree)
            {
                if (!_write.IsCompleted)
                {
                    return PullStatus.Pending;
                }

                var count = _write.Take();
                _position += count;
                _written += count;
                _buffer.Clear();
            }

            var status = Fill();
            if (_buffer.Count > 0)
            {
                _write.Start(
                    RandomAccess.WriteAsync(_file!, _buffer.Written, _position, _scope!.Token), _buffer.Count);
                continue;
            }

            return status;
        }
    }

    public override void Close(Exception? cause)
    {
        try
        {
            upstream.Close();
        }
        finally
        {
            if (_scope is null)
            {
                Settling.Settle(_result, 0, cause);
            }
            else
            {
                context.Run.Await(ReleaseAsync(_write.WhenEnded(), cause));
                _scope.Close();
            }
        }
    }

    private void Open()
    {
        if (_scope is null)
        {
            _scope = new OperationScope(context.Run);
            _file = File.OpenHandle(
                path, isAppending ? FileMode.OpenOrCreate : FileMode.Create, FileAccess.Write,
                options: FileOptions.Asynchronous);
            _position = isAppending ? RandomAccess.GetLength(_file) : 0;
        }
    }

    /// <summary>Takes elements until there is enough to write, or no more now: a pause keeps nothing back.</summary>
    private PullStatus Fill()
    {
        while (!_isUpstreamDone)
        {
            if (_buffer.Count >= WriteBytes)
            {
                return PullStatus.Pending;
            }

            var status = upstream.Pull(out var item);
            if (status == PullStatus.Pending)
            {
                return status;
            }

            if (status == PullStatus.Done)
            {
                _isUpstreamDone = true;
                break;
            }

            encode(item, _buffer);
        }

        return PullStatus.Done;
    }

    private async Task ReleaseAsync(Task ended, Exception? cause)
    {
        await ended.ConfigureAwait(false);
        _buffer.Return();
        _file?.Dispose();
        Settling.Settle(_result, _written, cause);
    }
}
