using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Graphs;

public sealed class GraphTests
{
    private readonly World _world = new();

    [Fact]
    public void Elements_take_every_way_of_a_diamond()
    {
        var graph = _world.Start(Graph.Build(g =>
        {
            var numbers = g.Source("numbers", Source.Range(1, 5));
            var split = g.Broadcast<int>("split", 2);
            var merge = g.Merge<int>("merge", 2);
            var list = g.Sink("list", Sink.ToList<int>());
            g.Connect(numbers, split.In);
            g.Connect(split.Out[0], Flow.Of<int>().Select(i => i * 10), merge.In[0]);
            g.Connect(split.Out[1], merge.In[1]);
            g.Connect(merge.Out, list.In);
            return list.Value;
        }));
        Assert.Equal([1, 2, 3, 4, 5, 10, 20, 30, 40, 50], World.ResultOf(graph.Value).Order());
        _world.AssertCompleted(graph);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void The_ways_of_a_diamond_meet_again_in_pairs(bool isLeftAsync, bool isRightAsync)
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var world = new World(seed, turnElements: 5);
            var graph = world.Start(Graph.Build(g =>
            {
                var split = g.Broadcast<int>("split", 2);
                var zip = g.Zip<int, int, int>("zip", (a, b) => a - b);
                var list = g.Sink("list", Sink.ToList<int>());
                g.Connect(g.Source("numbers", Source.Range(1, 50)), split.In);
                g.Connect(split.Out[0], Way(isLeftAsync), zip.Left);
                g.Connect(split.Out[1], Way(isRightAsync), zip.Right);
                g.Connect(zip.Out, list.In);
                return list.Value;
            }));
            Assert.Equal(Enumerable.Repeat(0, 50), World.ResultOf(graph.Value));
            world.AssertCompleted(graph);
        }

        static Flow<int, int> Way(bool isAsync) => isAsync ? Flow.Of<int>().Async(4) : Flow.Of<int>().Select(i => i);
    }

    [Fact]
    public void A_balance_shares_between_those_that_want()
    {
        var graph = _world.Start(ToTwoLists((g, name) => g.Balance<int>(name, 2)));
        var (left, right) = graph.Value;
        Assert.Equal(Enumerable.Range(1, 100), World.ResultOf(left).Concat(World.ResultOf(right)).Order());
        Assert.InRange(World.ResultOf(left).Count, 40, 60);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_partition_sends_each_element_where_it_belongs()
    {
        var graph = _world.Start(ToTwoLists((g, name) => g.Partition<int>(name, 2, i => i % 5 == 0 ? 1 : 0)));
        Assert.Equal(Enumerable.Range(1, 100).Where(i => i % 5 != 0), World.ResultOf(graph.Value.Left));
        Assert.Equal(Enumerable.Range(1, 100).Where(i => i % 5 == 0), World.ResultOf(graph.Value.Right));
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_partition_without_such_an_output_fails()
    {
        var graph = _world.Start(ToTwoLists((g, name) => g.Partition<int>(name, 2, _ => 2)));
        Assert.IsType<ArgumentOutOfRangeException>(_world.AssertFailed(graph));
    }

    [Fact]
    public void A_broadcast_goes_on_for_those_that_want_more()
    {
        var graph = _world.Start(Graph.Build(g =>
        {
            var split = g.Broadcast<int>("split", 2);
            var first = g.Sink("first", Sink.First<int>());
            var count = g.Sink("count", Sink.Ignore<int>());
            g.Connect(g.Source("numbers", Source.Range(1, 50)), split.In);
            g.Connect(split.Out[0], first.In);
            g.Connect(split.Out[1], count.In);
            return count.Value;
        }));
        Assert.Equal(50, World.ResultOf(graph.Value));
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void Fan_ins_of_all_kinds_can_be_connected()
    {
        var graph = _world.Start(Graph.Build(g =>
        {
            var sorted = g.MergeSorted<int>("sorted", 2);
            var weighted = g.MergePrioritized<int>("weighted", 1, 5);
            var concat = g.Concat<int>("concat", 2);
            var list = g.Sink("list", Sink.ToList<int>());
            g.Connect(g.Source("a", Source.From([1, 4])), sorted.In[0]);
            g.Connect(g.Source("b", Source.From([2, 3])), sorted.In[1]);
            g.Connect(g.Source("c", Source.From([10])), weighted.In[0]);
            g.Connect(g.Source("d", Source.From([11])), weighted.In[1]);
            g.Connect(sorted.Out, concat.In[0]);
            g.Connect(weighted.Out, concat.In[1]);
            g.Connect(concat.Out, list.In);
            return list.Value;
        }));
        Assert.Equal([1, 2, 3, 4, 11, 10], World.ResultOf(graph.Value));
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void An_unconnected_port_is_named()
    {
        var failure = Assert.Throws<GraphException>(() => Graph.Build(g =>
        {
            var split = g.Broadcast<int>("split", 2);
            g.Merge<int>("merge", 1);
            g.Connect(g.Source("numbers", Source.Range(1, 5)), split.In);
            g.Connect(split.Out[0], g.Sink("out", Sink.Ignore<int>()).In);
        }));
        Assert.Equal("split.out[1], merge.in[0], merge.out are not connected", failure.Message);
        Assert.Equal(["split.out[1]", "merge.in[0]", "merge.out"], failure.Ports);
    }

    [Fact]
    public void A_port_is_connected_once()
    {
        var failure = Assert.Throws<GraphException>(() => Graph.Build(g =>
        {
            var source = g.Source("numbers", Source.Range(1, 5));
            g.Connect(source, g.Sink("a", Sink.Ignore<int>()).In);
            g.Connect(source, g.Sink("b", Sink.Ignore<int>()).In);
        }));
        Assert.Equal("numbers.out is connected already", failure.Message);
    }

    [Fact]
    public void A_cycle_is_named()
    {
        var failure = Assert.Throws<GraphException>(() => Graph.Build(g =>
        {
            var merge = g.Merge<int>("merge", 2);
            var split = g.Broadcast<int>("split", 2);
            g.Connect(g.Source("numbers", Source.Range(1, 5)), merge.In[0]);
            g.Connect(merge.Out, split.In);
            g.Connect(split.Out[0], merge.In[1]);
            g.Connect(split.Out[1], g.Sink("out", Sink.Ignore<int>()).In);
        }));
        Assert.Equal("the graph has a cycle: merge -> split -> merge", failure.Message);
    }

    [Fact]
    public void A_port_of_another_graph_is_refused() => Graph.Build(g =>
    {
        var outside = g.Source("outside", Source.Range(1, 5));
        var failure = Assert.Throws<GraphException>(() => Graph.Build(
            other => other.Connect(outside, other.Sink("out", Sink.Ignore<int>()).In)));
        Assert.Equal("outside.out is of another graph", failure.Message);
        g.Connect(outside, g.Sink("out", Sink.Ignore<int>()).In);
    });

    [Fact]
    public void A_part_of_a_graph_is_a_flow_that_can_be_used_twice()
    {
        var flow = Graph.Flow<int, int>((g, input) =>
        {
            var split = g.Broadcast<int>("split", 2);
            var zip = g.Zip<int, int, int>("zip", (a, b) => a + b);
            g.Connect(input, split.In);
            g.Connect(split.Out[0], Flow.Of<int>().Select(i => i * 10), zip.Left);
            g.Connect(split.Out[1], zip.Right);
            return zip.Out;
        });
        Assert.Equal([121, 242, 363], _world.ListOf(Source.Range(1, 3).Via(flow).Via(flow)));
    }

    [Fact]
    public void A_part_of_a_graph_is_a_source_that_can_be_used_twice()
    {
        var seen = new List<int>();
        var source = Graph.Source(g =>
        {
            var split = g.Broadcast<int>("split", 2);
            g.Connect(g.Source("numbers", Source.Range(1, 3)), split.In);
            g.Connect(split.Out[0], g.Sink("aside", Sink.ForEach<int>(seen.Add)).In);
            return split.Out[1];
        });
        Assert.Equal([1, 2, 3, 1, 2, 3], _world.ListOf(source.Concat(source)));
        Assert.Equal([1, 1, 2, 2, 3, 3], seen.Order());
    }

    [Fact]
    public void A_graph_is_drawn()
    {
        var graph = Graph.Build(g =>
        {
            var split = g.Broadcast<int>("split", 2);
            var merge = g.Merge<int>("merge", 2);
            g.Connect(g.Source("numbers", Source.Range(1, 5)), split.In);
            g.Connect(split.Out[0], Flow.Of<int>().Select(i => i * 10).Async(), merge.In[0]);
            g.Connect(split.Out[1], merge.In[1]);
            g.Connect(merge.Out, g.Sink("list", Sink.ToList<int>()).In);
        });
        Assert.Equal(
            """
            flowchart LR
              n0["range"]
              n1["split"]
              n0 --> n1
              n2["select"]
              n1 --> n2
              n3["merge"]
              n2 -.-> n3
              n1 --> n3
              n4["to-list"]
              n3 --> n4

            """.ReplaceLineEndings("\n"),
            graph.ToMermaid());
    }

    [Fact]
    public void Side_outputs_and_names_are_drawn() => Assert.Equal(
        """
        flowchart LR
          n0["orders"]
          n1["also-to"]
          n0 --> n1
          n2["ignore"]
          n1 --> n2
          n3["for-each"]
          n1 --> n3

        """.ReplaceLineEndings("\n"),
        Source.Range(1, 5).Named("orders").AlsoTo(Sink.Ignore<int>()).To(Sink.ForEach<int>(_ => { })).ToMermaid());

    private static RunnableGraph<(Task<IReadOnlyList<int>> Left, Task<IReadOnlyList<int>> Right)> ToTwoLists(
        Func<GraphBuilder, string, FanOutShape<int>> junction)
    {
        GraphValue<Task<IReadOnlyList<int>>> left = null!, right = null!;
        return Graph.Build(g =>
        {
            var split = junction(g, "split");
            var (first, second) = (g.Sink("left", Sink.ToList<int>()), g.Sink("right", Sink.ToList<int>()));
            (left, right) = (first.Value, second.Value);
            g.Connect(g.Source("numbers", Source.Range(1, 100)), split.In);
            g.Connect(split.Out[0], first.In);
            g.Connect(split.Out[1], second.In);
        }).SelectValue(values => (values.Of(left), values.Of(right)));
    }
}
