namespace ActorPipeline.Streams.Sources;

/// <summary>
/// Subscribes when it is first pulled. An observable knows no demand, so what it pushes goes to a queue.
/// </summary>
internal sealed class ObservableSource<T>(
    IObservable<T> observable, SourceQueue<T> queue, StageContext context) : Stage<T>, IObserver<T>
{
    private readonly QueueSource<T> _source = new(queue, context);
    private IDisposable? _subscription;
    private bool _isStarted;

    public override PullStatus Pull(out T item)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _subscription = observable.Subscribe(this);
        }

        return _source.Pull(out item);
    }

    public override void Close()
    {
        try
        {
            _subscription?.Dispose();
        }
        finally
        {
            _source.Close();
        }
    }

    public void OnNext(T value) => queue.Offer(value);

    public void OnCompleted() => queue.Complete();

    public void OnError(Exception error) => queue.Fail(error);
}
