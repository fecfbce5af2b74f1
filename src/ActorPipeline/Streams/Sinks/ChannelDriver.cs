using System.Threading.Channels;
using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Sinks;

/// <summary>Writes to a channel, and waits while that is full. Ends when the channel takes no more.</summary>
internal sealed class ChannelDriver<T>(
    Stage<T> upstream, ChannelWriter<T> writer, bool completesWriter, StageContext context) : Driver
{
    private readonly AsyncSlot<bool> _wait = new(context.Waker);
    private readonly TaskCompletionSource<long> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OperationScope? _scope;
    private T _held = default!;
    private bool _hasHeld;
    private long _count;

    public Task<long> Result => _result.Task;

    public override PullStatus Run()
    {
        while (true)
        {
            if (!_wait.IsFree)
            {
                if (!_wait.IsCompleted)
                {
                    return PullStatus.Pending;
                }

                if (!_wait.Take())
                {
                    return PullStatus.Done;
                }
            }

            if (!_hasHeld)
            {
                var status = upstream.Pull(out _held);
                if (status != PullStatus.Item)
                {
                    return status;
                }

                _hasHeld = true;
            }

            if (writer.TryWrite(_held))
            {
                (_held, _hasHeld) = (default!, false);
                _count++;
                continue;
            }

            _scope ??= new OperationScope(context.Run);
            _wait.Start(writer.WaitToWriteAsync(_scope.Token));
        }
    }

    public override void Close(Exception? cause)
    {
        try
        {
            if (_scope is not null)
            {
                _wait.Abandon(_scope);
                _scope.Close();
            }
        }
        finally
        {
            upstream.Close();
        }

        if (completesWriter)
        {
            writer.TryComplete(cause);
        }

        Settling.Settle(_result, _count, cause);
    }
}
