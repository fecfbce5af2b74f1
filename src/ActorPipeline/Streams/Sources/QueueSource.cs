namespace ActorPipeline.Streams.Sources;

/// <summary>When the graph stops, the queue takes no more, and what is in it is still given.</summary>
internal sealed class QueueSource<T>(SourceQueue<T> queue, StageContext context) : Stage<T>
{
    private bool _isAttached;

    public override PullStatus Pull(out T item)
    {
        if (!context.Island.TryTakeBuffered())
        {
            return context.RefuseBuffered(out item);
        }

        if (!_isAttached)
        {
            queue.Attach(context.Waker);
            _isAttached = true;
        }

        if (context.IsStopping)
        {
            queue.Complete();
        }

        return queue.Take(out item);
    }

    public override void Close()
    {
        if (_isAttached)
        {
            queue.Detach();
        }
    }
}
