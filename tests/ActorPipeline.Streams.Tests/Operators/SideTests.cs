using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Operators;

public sealed class SideTests
{
    private readonly World _world = new();
    private readonly List<int> _side = [];

    [Fact]
    public void Each_element_goes_to_the_side_too()
    {
        var source = Source.Range(1, 500).AlsoTo(Sink.ForEach<int>(_side.Add));
        Assert.Equal(Enumerable.Range(1, 500), _world.ListOf(source));
        Assert.Equal(Enumerable.Range(1, 500), _side);
    }

    [Fact]
    public void Some_elements_go_to_the_side_instead()
    {
        var source = Source.Range(1, 6).DivertTo(Sink.ForEach<int>(_side.Add), i => i % 3 == 0);
        Assert.Equal([1, 2, 4, 5], _world.ListOf(source));
        Assert.Equal([3, 6], _side);
    }

    [Fact]
    public void A_slow_side_holds_the_stream_up()
    {
        var gates = new Gates();
        var (graph, items) = _world.Collect(Source.Range(1, 3).AlsoTo(Sink.ForEachAsync<int>(1, gates.WaitAsync)));
        Assert.Equal([1, 2], items);
        gates.Open(1);
        _world.Settle();
        Assert.Equal([1, 2, 3], items);
        gates.Open(2);
        gates.Open(3);
        _world.Settle();
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_stream_that_wants_no_more_ends_its_side()
    {
        Assert.Equal([7, 7], _world.ListOf(Source.Repeat(7).AlsoTo(Sink.ForEach<int>(_side.Add)).Take(2)));
        Assert.InRange(_side.Count, 2, 3);
    }

    [Fact]
    public void A_side_that_wants_no_more_ends_its_stream() => Assert.InRange(
        _world.ListOf(Source.Repeat(7).AlsoTo(Flow.Of<int>().Take(2).To(Sink.Ignore<int>()))).Count, 2, 3);

    [Fact]
    public void A_side_that_fails_fails_the_graph()
    {
        var (_, failure) = _world.FailureOf(
            Source.Range(1, 9).AlsoTo(Sink.ForEach<int>(i => throw new IOException($"{i}"))));
        Assert.Equal("1", failure.Message);
    }

    [Fact]
    public void A_failed_source_fails_stream_and_side_after_their_elements()
    {
        var source = Source.Range(1, 3).Concat(Source.Failed<int>(new IOException("gone")));
        var (items, _) = _world.FailureOf(source.AlsoTo(Sink.ForEach<int>(_side.Add)));
        Assert.Equal([1, 2, 3], items);
    }
}
