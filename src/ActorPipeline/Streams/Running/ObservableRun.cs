namespace ActorPipeline.Streams.Running;

/// <summary>Each subscription is a run.</summary>
internal sealed class ObservableRun<T>(Source<T> source, StreamRuntime runtime) : IObservable<T>
{
    public IDisposable Subscribe(IObserver<T> observer) => new Subscription(source.To(Sink.To(observer)).Run(runtime));

    private sealed class Subscription(RunningGraph graph) : IDisposable
    {
        public void Dispose() => graph.Abort();
    }
}
