using System.Runtime.ExceptionServices;

namespace ActorPipeline.Streams.Sources;

internal sealed class FailedSource<T>(Exception cause, StageContext context) : Stage<T>
{
    public override PullStatus Pull(out T item)
    {
        if (!context.TryTake())
        {
            return context.Refuse(out item);
        }

        ExceptionDispatchInfo.Throw(cause);
        item = default!;
        return PullStatus.Done;
    }

    public override void Close()
    {
    }
}
