using System.Runtime.CompilerServices;
using System.Threading.Channels;
using System.Threading.Tasks.Dataflow;
using ActorPipeline.Streams;

namespace Benchmarks.Streams;

/// <summary>The ways: each takes all items through the same five functions.</summary>
internal sealed class StreamWays(StreamWork work, int[] items)
{
    /// <summary>Elements that a queue between two threads holds, for every way that has one.</summary>
    private const int Capacity = 256;

    private readonly StreamRuntime _runtime = new(TimeProvider.System);

    public void Loop()
    {
        foreach (var item in items)
        {
            var next = work.Increment(item);
            if (work.IsKept(next))
            {
                work.Add(work.Mask(work.Widen(next)));
            }
        }
    }

    public void Fused() => Run(Source.From(items)
        .Select(work.Increment).Where(work.IsKept).Select(work.Widen).Select(work.Mask));

    public void OneBoundary() => Run(Source.From(items)
        .Select(work.Increment).Where(work.IsKept).Async(Capacity).Select(work.Widen).Select(work.Mask));

    public void AsyncEnumerable() => Consume(Select(Select(Where(Select(
        Items(), work.Increment), work.IsKept), work.Widen), work.Mask)).GetAwaiter().GetResult();

    public void OneChannel()
    {
        var channel = Channel.CreateBounded<int>(
            new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });
        Task.WhenAll(Task.Run(() => WriteAsync(channel.Writer)), Task.Run(() => ReadAsync(channel.Reader)))
            .GetAwaiter().GetResult();
    }

    public void OneDataflowBoundary()
    {
        var sink = new ActionBlock<int>(
            item => work.Add(work.Mask(work.Widen(item))),
            new ExecutionDataflowBlockOptions { BoundedCapacity = Capacity, SingleProducerConstrained = true });
        Task.Run(() => SendAsync(sink)).GetAwaiter().GetResult();
        sink.Completion.GetAwaiter().GetResult();
    }

    private void Run(Source<long> source) =>
        source.To(Sink.ForEach(work.Add)).Run(_runtime).Completion.GetAwaiter().GetResult();

    private async Task WriteAsync(ChannelWriter<int> writer)
    {
        foreach (var item in items)
        {
            var next = work.Increment(item);
            if (work.IsKept(next) && !writer.TryWrite(next))
            {
                await writer.WriteAsync(next).ConfigureAwait(false);
            }
        }

        writer.Complete();
    }

    private async Task ReadAsync(ChannelReader<int> reader)
    {
        while (await reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (reader.TryRead(out var item))
            {
                work.Add(work.Mask(work.Widen(item)));
            }
        }
    }

    private async Task SendAsync(ActionBlock<int> sink)
    {
        foreach (var item in items)
        {
            var next = work.Increment(item);
            if (work.IsKept(next) && !sink.Post(next))
            {
                await sink.SendAsync(next).ConfigureAwait(false);
            }
        }

        sink.Complete();
    }

#pragma warning disable CS1998 // An iterator that never waits is the fastest source there is of its kind.
    private async IAsyncEnumerable<int> Items([EnumeratorCancellation] CancellationToken cancellation = default)
#pragma warning restore CS1998
    {
        foreach (var item in items)
        {
            yield return item;
        }
    }

    private static async IAsyncEnumerable<TOut> Select<TIn, TOut>(IAsyncEnumerable<TIn> from, Func<TIn, TOut> selector)
    {
        await foreach (var item in from.ConfigureAwait(false))
        {
            yield return selector(item);
        }
    }

    private static async IAsyncEnumerable<T> Where<T>(IAsyncEnumerable<T> from, Func<T, bool> predicate)
    {
        await foreach (var item in from.ConfigureAwait(false))
        {
            if (predicate(item))
            {
                yield return item;
            }
        }
    }

    private async Task Consume(IAsyncEnumerable<long> from)
    {
        await foreach (var item in from.ConfigureAwait(false))
        {
            work.Add(item);
        }
    }
}
