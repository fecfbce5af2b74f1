using System.Threading.Channels;
using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Sinks;

public sealed class SinkTests
{
    private readonly World _world = new();

    [Fact]
    public void Each_sink_gives_its_result()
    {
        var source = Source.Range(1, 4);
        Assert.Equal(10, ResultOf(source, Sink.Aggregate<int, int>(0, (sum, i) => sum + i)));
        Assert.Equal(1, ResultOf(source, Sink.First<int>()));
        Assert.Equal(4, ResultOf(source, Sink.Last<int>()));
        Assert.Equal([1, 2, 3, 4], ResultOf(source, Sink.ToList<int>()));
        Assert.Equal(4, ResultOf(source, Sink.Ignore<int>()));
        Assert.Equal("4", ResultOf(source, Sink.Last<int>().SelectValue(async last => $"{await last}")));
    }

    [Fact]
    public void The_first_element_ends_the_stream() => Assert.Equal(1, ResultOf(Source.Repeat(1), Sink.First<int>()));

    [Fact]
    public void A_stream_without_elements_has_no_first()
    {
        var graph = _world.Start(Source.Empty<int>().To(Sink.First<int>()));
        _world.AssertCompleted(graph);
        Assert.IsType<InvalidOperationException>(graph.Value.Exception!.InnerException);
    }

    [Fact]
    public void A_failed_stream_has_no_result()
    {
        var cause = new IOException("gone");
        var graph = _world.Start(Source.Failed<int>(cause).To(Sink.ToList<int>()));
        Assert.Same(cause, _world.AssertFailed(graph));
        Assert.Same(cause, graph.Value.Exception!.InnerException);
    }

    [Fact]
    public void A_cancelled_stream_has_no_result()
    {
        using var cancellation = new CancellationTokenSource();
        var graph = _world.Start(Source.Never<int>().To(Sink.ToList<int>()), cancellation.Token);
        cancellation.Cancel();
        _world.Settle();
        _world.AssertCancelled(graph);
        Assert.True(graph.Value.IsCanceled);
    }

    [Fact]
    public void Actions_run_side_by_side_up_to_the_limit()
    {
        var gates = new Gates();
        var graph = _world.Start(Source.Range(1, 5).To(Sink.ForEachAsync<int>(2, gates.WaitAsync)));
        Assert.Equal(2, gates.Waiting);
        gates.Open(2);
        _world.Settle();
        Assert.Equal(2, gates.Waiting);
        foreach (var number in (int[])[1, 3, 4, 5])
        {
            gates.Open(number);
            _world.Settle();
        }

        Assert.Equal(5, World.ResultOf(graph.Value));
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void An_action_that_fails_fails_the_graph_and_cancels_the_others()
    {
        var gates = new Gates();
        var graph = _world.Start(Source.Range(1, 5).To(Sink.ForEachAsync<int>(3, gates.WaitAsync)));
        gates.Fail(2, new IOException("2"));
        _world.Settle();
        Assert.Equal("2", _world.AssertFailed(graph).Message);
        Assert.Equal(2, gates.Cancelled);
    }

    [Fact]
    public void A_parallel_action_sees_each_element_once()
    {
        var seen = new List<int>();
        var count = ResultOf(Source.Range(1, 100), Sink.ForEachParallel<int>(4, seen.Add));
        Assert.Equal(100, count);
        Assert.Equal(Enumerable.Range(1, 100), seen.Order());
    }

    [Fact]
    public void A_full_channel_holds_the_stream_up()
    {
        var channel = Channel.CreateBounded<int>(2);
        var made = 0;
        var graph = _world.Start(Source.Repeat(0).Select(_ => ++made).Take(5).To(Sink.To(channel.Writer)));
        Assert.Equal(3, made);
        var items = new List<int>();
        _world.SettleUntil(() =>
        {
            while (channel.Reader.TryRead(out var item))
            {
                items.Add(item);
            }

            return graph.Completion.IsCompleted;
        });
        Assert.Equal([1, 2, 3, 4, 5], items);
        Assert.True(channel.Reader.Completion.IsCompletedSuccessfully);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_channel_that_others_complete_ends_the_stream()
    {
        var channel = Channel.CreateBounded<int>(2);
        var graph = _world.Start(Source.Repeat(0).To(Sink.To(channel.Writer)));
        channel.Writer.Complete();
        _world.SettleUntil(graph);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_failed_stream_fails_its_channel()
    {
        var source = Source.Single(1).Concat(Source.Failed<int>(new IOException("gone")));
        var graph = _world.Start(source.To(Sink.Queue<int>(4)));
        Assert.True(graph.Value.TryRead(out var item));
        Assert.Equal(1, item);
        Assert.IsType<IOException>(graph.Value.Completion.Exception!.InnerException);
        _world.AssertFailed(graph);
    }

    [Fact]
    public void An_abort_lets_go_of_a_channel_that_is_full()
    {
        var graph = _world.Start(Source.Repeat(0).To(Sink.Queue<int>(2)));
        graph.Abort();
        _world.SettleUntil(graph);
        _world.AssertCancelled(graph);
    }

    private TResult ResultOf<T, TResult>(Source<T> source, Sink<T, Task<TResult>> sink)
    {
        var graph = _world.Start(source.To(sink));
        _world.AssertCompleted(graph);
        _world.SettleUntil(() => graph.Value.IsCompleted);
        return World.ResultOf(graph.Value);
    }
}
