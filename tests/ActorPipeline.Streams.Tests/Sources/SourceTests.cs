using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Sources;

public sealed class SourceTests
{
    private readonly World _world = new();

    [Fact]
    public void A_blueprint_runs_any_number_of_times()
    {
        var source = Source.From(Enumerable.Range(1, 3)).Scan(0, (sum, i) => sum + i);
        Assert.Equal([1, 3, 6], _world.ListOf(source));
        Assert.Equal([1, 3, 6], _world.ListOf(source));
    }

    [Fact]
    public void A_source_used_twice_in_a_graph_runs_twice() => Assert.Equal(
        [1, 2, 1, 2], _world.ListOf(Source.Range(1, 2) is var source ? source.Concat(source) : null!));

    [Fact]
    public void Small_sources_give_what_they_say()
    {
        Assert.Equal([7], _world.ListOf(Source.Single(7)));
        Assert.Empty(_world.ListOf(Source.Empty<int>()));
        Assert.Equal([1, 2, 4], _world.ListOf(Source.Unfold(1, n => (n < 5, n * 2, n))));
        Assert.Equal("x", _world.FailureOf(Source.Failed<int>(new IOException("x"))).Failure.Message);
    }

    [Fact]
    public void An_enumerator_is_disposed_of_when_the_stream_ends_early()
    {
        var isDisposed = false;
        IEnumerable<int> Numbers()
        {
            try
            {
                yield return 1;
                yield return 2;
            }
            finally
            {
                isDisposed = true;
            }
        }

        Assert.Equal([1], _world.ListOf(Source.From(Numbers()).Take(1)));
        Assert.True(isDisposed);
    }

    [Fact]
    public void An_enumerator_whose_disposal_fails_fails_the_graph()
    {
        static IEnumerable<int> Numbers()
        {
            try
            {
                yield return 1;
                yield return 2;
            }
            finally
            {
                Throw();
            }
        }

        static void Throw() => throw new IOException("closing");

        Assert.Equal("closing", _world.FailureOf(Source.From(Numbers()).Take(1)).Failure.Message);
    }

    [Fact]
    public void A_channel_is_read_until_it_is_completed()
    {
        var channel = Channel.CreateUnbounded<int>(
            new UnboundedChannelOptions { AllowSynchronousContinuations = true });
        var (graph, items) = _world.Collect(Source.From(channel.Reader));
        channel.Writer.TryWrite(1);
        _world.SettleUntil(() => items.Count == 1);
        channel.Writer.TryWrite(2);
        channel.Writer.Complete();
        _world.SettleUntil(graph);
        Assert.Equal([1, 2], items);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_channel_that_failed_fails_the_stream()
    {
        var channel = Channel.CreateUnbounded<int>();
        channel.Writer.Complete(new IOException("gone"));
        var (graph, _) = _world.Collect(Source.From(channel.Reader));
        _world.SettleUntil(graph);
        Assert.Equal("gone", _world.AssertFailed(graph).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_channel_that_is_waited_for_is_let_go_of(bool isStop)
    {
        var channel = Channel.CreateUnbounded<int>();
        var (graph, _) = _world.Collect(Source.From(channel.Reader));
        End(graph, isStop);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_asynchronous_enumerator_that_is_waited_for_is_cancelled_and_then_disposed_of(bool isStop)
    {
        var log = new List<string>();
        async IAsyncEnumerable<int> Numbers([EnumeratorCancellation] CancellationToken token = default)
        {
            try
            {
                yield return 1;
                await new TaskCompletionSource().Task.WaitAsync(token);
            }
            finally
            {
                log.Add(token.IsCancellationRequested ? "cancelled" : "left");
            }
        }

        var (graph, items) = _world.Collect(Source.From(Numbers()));
        _world.SettleUntil(() => items.Count == 1);
        End(graph, isStop);
        Assert.Equal(["cancelled"], log);
    }

    [Fact]
    public void An_asynchronous_enumerator_that_fails_fails_the_stream()
    {
        static async IAsyncEnumerable<int> Numbers()
        {
            yield return 1;
            await Task.Yield();
            throw new IOException("two");
        }

        var (graph, items) = _world.Collect(Source.From(Numbers()));
        _world.SettleUntil(graph);
        Assert.Equal([1], items);
        Assert.Equal("two", _world.AssertFailed(graph).Message);
    }

    [Fact]
    public void An_asynchronous_unfold_waits_for_each_step()
    {
        var gates = new Gates();
        var (graph, items) = _world.Collect(Source.UnfoldAsync(1, async (n, token) =>
        {
            await gates.WaitAsync(n, token);
            return (n < 3, n + 1, n);
        }));
        gates.Open(1);
        _world.SettleUntil(() => items.Count == 1);
        gates.Open(2);
        gates.Open(3);
        _world.SettleUntil(graph);
        Assert.Equal([1, 2], items);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void An_observable_is_left_when_the_stream_ends()
    {
        var subject = new Subject();
        var (graph, items) = _world.Collect(Source.From(subject, 4, OverflowStrategy.DropHead).Take(2));
        Assert.Equal(1, subject.Observers);
        subject.Push(1);
        subject.Push(2);
        _world.Settle();
        Assert.Equal([1, 2], items);
        _world.AssertCompleted(graph);
        Assert.Equal(0, subject.Observers);
    }

    private void End(RunningGraph graph, bool isStop)
    {
        _world.AssertRunning(graph);
        if (isStop)
        {
            graph.Stop();
            _world.SettleUntil(graph);
            _world.AssertCompleted(graph);
        }
        else
        {
            graph.Abort();
            _world.SettleUntil(graph);
            _world.AssertCancelled(graph);
        }
    }

    private sealed class Subject : IObservable<int>
    {
        private readonly List<IObserver<int>> _observers = [];

        public int Observers => _observers.Count;

        public void Push(int item) => _observers.ForEach(o => o.OnNext(item));

        public IDisposable Subscribe(IObserver<int> observer)
        {
            _observers.Add(observer);
            return new Subscription(() => _observers.Remove(observer));
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
