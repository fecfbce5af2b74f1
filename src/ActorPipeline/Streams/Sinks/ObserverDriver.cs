namespace ActorPipeline.Streams.Sinks;

/// <summary>Pushes to an observer; one that was cancelled hears nothing more.</summary>
internal sealed class ObserverDriver<T>(Stage<T> upstream, IObserver<T> observer) : ResultDriver<T, long>(upstream)
{
    private long _count;

    public override PullStatus Run()
    {
        PullStatus status;
        while ((status = Upstream.Pull(out var item)) == PullStatus.Item)
        {
            _count++;
            observer.OnNext(item);
        }

        return status;
    }

    protected override long GetResult() => _count;

    protected override void OnEnd(Exception? cause)
    {
        if (cause is null)
        {
            observer.OnCompleted();
        }
        else if (cause is not OperationCanceledException)
        {
            observer.OnError(cause);
        }
    }
}
