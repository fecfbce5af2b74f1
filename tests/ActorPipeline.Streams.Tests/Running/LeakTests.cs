using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Running;

/// <summary>Ten thousand graphs, ended in every way, leave nothing behind.</summary>
[Collection(nameof(Alone))]
public sealed class LeakTests : IDisposable
{
    private const int Graphs = 10_000;

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public LeakTests() => File.WriteAllLines(_path, ["one", "two", "three"]);

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task No_task_island_buffer_or_timer_is_left()
    {
        var time = new VirtualTime();
        var runtime = new StreamRuntime(time);
        var operations = 0;
        async ValueTask<int> CountAsync(int item, CancellationToken cancellation)
        {
            Interlocked.Increment(ref operations);
            try
            {
                if (item == 3)
                {
                    await new TaskCompletionSource().Task.WaitAsync(cancellation);
                }

                return item;
            }
            finally
            {
                Interlocked.Decrement(ref operations);
            }
        }

        for (var i = 0; i < Graphs; i++)
        {
            var numbers = Source.Range(0, i % 5).Async(2).SelectAsync(2, CountAsync)
                .GroupedWithin(2, TimeSpan.FromHours(1));
            var graph = (i % 4 == 0 ? Read(numbers) : numbers)
                .Select(g => i % 7 == 0 ? throw new IOException() : g)
                .To(Sink.Ignore<int[]>())
                .Run(runtime);
            switch (i % 3)
            {
                case 0:
                    graph.Abort();
                    break;
                case 1 when i % 5 == 4:
                    graph.Stop();
                    graph.Abort();
                    break;
                default:
                    if (i % 5 == 4)
                    {
                        graph.Abort();
                    }

                    break;
            }

            await graph.Completion.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        Assert.Equal((0, 0, 0), (runtime.OpenGraphs, runtime.OpenIslands, runtime.RentedBuffers));
        Assert.Equal(0, Volatile.Read(ref operations));
        Assert.Equal(0, time.AlarmCount);
    }

    [Fact]
    public async Task What_a_graph_held_can_be_collected()
    {
        var runtime = new StreamRuntime(TimeProvider.System);
        using var cancellation = new CancellationTokenSource();
        var references = new List<WeakReference>();
        for (var i = 0; i < 100; i++)
        {
            references.Add(await RunOneAsync(runtime, cancellation.Token));
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        // The last may still be on some thread's stack.
        Assert.InRange(references.Count(r => r.IsAlive), 0, 5);
    }

    private static async Task<WeakReference> RunOneAsync(StreamRuntime runtime, CancellationToken cancellation)
    {
        var payload = new byte[1000];
        await Source.Repeat(payload).Take(10).Async().RunAsync(Sink.Last<byte[]>(), runtime, cancellation);
        return new WeakReference(payload);
    }

    private Source<int[]> Read(Source<int[]> numbers) =>
        Source.FileLines(_path).Select(line => new[] { line.Length }).Concat(numbers);
}
