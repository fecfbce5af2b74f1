namespace ActorPipeline.Streams.Tests.Running;

public sealed class InteropTests
{
    private readonly StreamRuntime _runtime = new(TimeProvider.System);

    [Fact]
    public async Task A_source_is_an_asynchronous_collection()
    {
        var items = new List<int>();
        await foreach (var item in Source.Range(0, 1000).AsAsyncEnumerable(_runtime, 3))
        {
            items.Add(item);
        }

        Assert.Equal(Enumerable.Range(0, 1000), items);
        Assert.Equal(0, _runtime.OpenGraphs);
    }

    [Fact]
    public async Task Leaving_the_collection_ends_the_run()
    {
        await foreach (var item in Source.Repeat(1).AsAsyncEnumerable(_runtime))
        {
            Assert.Equal(1, item);
            break;
        }

        Assert.Equal(0, _runtime.OpenGraphs);
    }

    [Fact]
    public async Task A_failure_comes_after_the_elements_of_the_collection()
    {
        var items = new List<int>();
        var source = Source.Range(1, 3).Concat(Source.Failed<int>(new IOException("gone")));
        var failure = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var item in source.AsAsyncEnumerable(_runtime))
            {
                items.Add(item);
            }
        });
        Assert.Equal("gone", failure.Message);
        Assert.Equal([1, 2, 3], items);
    }

    [Fact]
    public async Task A_source_is_an_observable()
    {
        var observer = new Observer();
        using (Source.Range(1, 3).AsObservable(_runtime).Subscribe(observer))
        {
            await observer.Ended.Task;
        }

        Assert.Equal([1, 2, 3], observer.Items);
    }

    [Fact]
    public async Task An_observer_hears_of_a_failure()
    {
        var observer = new Observer();
        using var subscription = Source.Failed<int>(new IOException("gone")).AsObservable(_runtime).Subscribe(observer);
        Assert.Equal("gone", (await Assert.ThrowsAsync<IOException>(() => observer.Ended.Task)).Message);
    }

    private sealed class Observer : IObserver<int>
    {
        public List<int> Items { get; } = [];

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void OnCompleted() => Ended.SetResult();

        public void OnError(Exception error) => Ended.SetException(error);

        public void OnNext(int value) => Items.Add(value);
    }
}
