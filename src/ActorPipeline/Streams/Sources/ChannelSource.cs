using System.Threading.Channels;
using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Sources;

internal sealed class ChannelSource<T>(ChannelReader<T> reader, StageContext context) : Stage<T>
{
    private readonly AsyncSlot<bool> _wait = new(context.Waker);
    private OperationScope? _scope;

    public override PullStatus Pull(out T item)
    {
        while (true)
        {
            if (!context.TryTake())
            {
                return context.Refuse(out item);
            }

            if (_wait.IsFree)
            {
                if (reader.TryRead(out item!))
                {
                    return PullStatus.Item;
                }

                _scope ??= new OperationScope(context.Run);
                _wait.Start(reader.WaitToReadAsync(_scope.Token));
            }

            item = default!;
            if (!_wait.IsCompleted)
            {
                return PullStatus.Pending;
            }

            if (!_wait.Take())
            {
                return PullStatus.Done;
            }
        }
    }

    public override void Close()
    {
        if (_scope is not null)
        {
            _wait.Abandon(_scope);
            _scope.Close();
        }
    }
}
