using ActorPipeline.Streams.Running;
using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Running;

public sealed class RunTests
{
    private readonly World _world = new();

    [Fact]
    public void A_stop_drains_what_is_on_its_way()
    {
        var gates = new Gates();
        var (graph, items) = _world.Collect(Source.Range(1, int.MaxValue).Async(3).SelectAsync(1, gates.GiveAsync));
        graph.Stop();
        foreach (var number in Enumerable.Range(1, 9))
        {
            gates.Open(number);
            _world.Settle();
        }

        Assert.Equal(Enumerable.Range(1, items.Count), items);
        Assert.InRange(items.Count, 3, 4);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_stop_lets_aggregates_come_to_their_end()
    {
        var queue = new SourceQueue<int>(8);
        var (graph, items) = _world.Collect(Source.From(queue).Async(2).Aggregate(0, (sum, i) => sum + i));
        queue.Offer(1);
        queue.Offer(2);
        graph.Stop();
        _world.Settle();
        Assert.Equal([3], items);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_graph_that_is_cancelled_before_it_runs_only_closes()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var (graph, items) = _world.Collect(Source.Repeat(1).Async(), cancellation.Token);
        Assert.Empty(items);
        _world.AssertCancelled(graph);
    }

    [Fact]
    public async Task The_token_is_the_one_of_the_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var graph = _world.Start(Source.Never<int>().To(Sink.Ignore<int>()), cancellation.Token);
        await cancellation.CancelAsync();
        _world.Settle();
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => graph.Completion);
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
    }

    [Fact]
    public void A_failure_in_one_island_tears_the_others_down()
    {
        var gates = new Gates();
        var source = Source.Range(1, 99).Async(4).SelectAsync(2, gates.GiveAsync).Async(4)
            .Merge(Source.Failed<int>(new IOException("gone")).Async(1));
        var (_, failure) = _world.FailureOf(source);
        Assert.Equal("gone", failure.Message);
    }

    [Fact]
    public void Stages_close_from_the_end_to_the_beginning()
    {
        var log = new List<string>();
        var source = Source.Never<int>();
        foreach (var name in (string[])["a", "b", "c"])
        {
            source = source.Through<int>(name, (up, _) => new Closing(up, () => log.Add(name)));
        }

        var (graph, _) = _world.Collect(source);
        graph.Abort();
        graph.Abort();
        graph.Stop();
        _world.Settle();
        Assert.Equal(["c", "b", "a"], log);
        _world.AssertCancelled(graph);
    }

    [Fact]
    public void The_first_cause_counts()
    {
        var (graph, _) = _world.Collect(Source.Never<int>().Merge(
            Source.Never<int>().Through<int>("bad", (up, _) => new Closing(up, () => throw new IOException("late")))));
        graph.Abort();
        _world.Settle();
        _world.AssertCancelled(graph);
    }

    [Fact]
    public void An_end_and_an_abort_at_the_same_time_end_the_graph_once()
    {
        foreach (var seed in Enumerable.Range(0, 200))
        {
            var world = new World(seed, turnElements: 3);
            using var cancellation = new CancellationTokenSource();
            var graph = Source.Range(0, 20).Async(2).Select(i => i).Async(2).To(Sink.Ignore<int>())
                .Run(world.Runtime, cancellation.Token);
            var random = new Random(seed);
            while (world.Scheduler.Step())
            {
                switch (random.Next(20))
                {
                    case 0:
                        cancellation.Cancel();
                        break;
                    case 1:
                        graph.Stop();
                        break;
                    case 2:
                        graph.Abort();
                        break;
                }
            }

            Assert.True(graph.Completion.IsCompleted, $"seed {seed}");
            world.AssertNothingLeft();
        }
    }

    [Fact]
    public async Task Completion_and_cancellation_race_on_threads_without_harm()
    {
        var runtime = new StreamRuntime(TimeProvider.System) { TurnElements = 7 };
        for (var i = 0; i < 300; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var graph = Source.Range(0, i * 5).Async(4).Select(n => n).Async(4).To(Sink.Ignore<int>())
                .Run(runtime, cancellation.Token);
            await cancellation.CancelAsync();
            await graph.Completion.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(30));
        }

        Assert.Equal((0, 0), (runtime.OpenGraphs, runtime.OpenIslands));
    }

    [Fact]
    public void Islands_can_be_stepped_by_whoever_owns_the_threads()
    {
        var signals = new Signals();
        var runtime = new StreamRuntime(new VirtualTime(), signals);
        var queue = new SourceQueue<int>(8);
        var items = new List<int>();
        var graph = Source.From(queue).Async(2).To(Sink.ForEach<int>(items.Add)).Run(runtime);
        var islands = graph.Islands;
        Assert.Equal(2, islands.Count);
        Assert.All(islands, i => Assert.Equal(StepOutcome.Waiting, i.Step()));
        Assert.Equal(2, signals.Count);

        queue.Offer(1);
        Assert.Equal(3, signals.Count);
        queue.Complete();
        Assert.Equal(3, signals.Count);
        while (islands.Select(i => i.Step()).ToArray().Any(o => o != StepOutcome.Done))
        {
        }

        Assert.Equal([1], items);
        Assert.True(graph.Completion.IsCompletedSuccessfully);
        Assert.Empty(graph.Islands);
    }

    [Fact]
    public void A_step_does_its_share_and_says_that_there_is_more()
    {
        var runtime = new StreamRuntime(new VirtualTime(), new Signals()) { TurnElements = 10 };
        var made = 0;
        var graph = Source.Repeat(0).Select(_ => ++made).To(Sink.Ignore<int>()).Run(runtime);
        var island = Assert.Single(graph.Islands);
        Assert.Equal(StepOutcome.Worked, island.Step());
        Assert.InRange(made, 10, 1000);
        graph.Abort();
        Assert.Equal(StepOutcome.Done, island.Step());
        Assert.Equal(StepOutcome.Done, island.Step());
        Assert.True(graph.Completion.IsCanceled);
    }

    private sealed class Signals : IStreamScheduler
    {
        public int Count { get; private set; }

        public void Schedule(IThreadPoolWorkItem work) => Count++;
    }

    private sealed class Closing(Stage<int> upstream, Action onClose) : Stage<int>
    {
        public override PullStatus Pull(out int item) => upstream.Pull(out item);

        public override void Close()
        {
            try
            {
                onClose();
            }
            finally
            {
                upstream.Close();
            }
        }
    }
}
