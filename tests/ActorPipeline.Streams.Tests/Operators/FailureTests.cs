using ActorPipeline.Streams.Tests.Harness;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace ActorPipeline.Streams.Tests.Operators;

public sealed class FailureTests
{
    private static readonly RestartOptions Backoff = new()
    {
        MinBackoff = TimeSpan.FromMilliseconds(100), MaxBackoff = TimeSpan.FromMilliseconds(300), Jitter = 0,
    };

    private readonly World _world = new();

    [Theory]
    [InlineData(SupervisionDecision.Resume, new[] { 1, 3, 7, 12 })]
    [InlineData(SupervisionDecision.Restart, new[] { 1, 3, 4, 9 })]
    public void A_failed_step_is_dropped_and_the_state_kept_or_begun_anew(SupervisionDecision decision, int[] expected)
    {
        var source = Source.Range(1, 5)
            .Scan(0, (sum, i) => i == 3 ? throw new IOException() : sum + i)
            .Supervise(_ => decision);
        Assert.Equal(expected, _world.ListOf(source));
    }

    [Fact]
    public void Supervision_decides_by_the_exception()
    {
        var source = Source.Range(1, 5)
            .Select(i => i == 2 ? throw new IOException() : i == 4 ? throw new FormatException() : i)
            .Supervise(e => e is IOException ? SupervisionDecision.Resume : SupervisionDecision.Stop);
        var (items, failure) = _world.FailureOf(source);
        Assert.Equal([1, 3], items);
        Assert.IsType<FormatException>(failure);
    }

    [Fact]
    public void Supervision_is_for_the_stages_before_it()
    {
        var (items, _) = _world.FailureOf(Source.Range(1, 3)
            .Supervise(_ => SupervisionDecision.Resume)
            .Select(i => i == 2 ? throw new IOException() : i));
        Assert.Equal([1], items);
    }

    [Fact]
    public void The_nearest_supervision_counts()
    {
        var source = Source.Range(1, 3)
            .Select(i => i == 2 ? throw new IOException() : i)
            .Supervise(_ => SupervisionDecision.Resume)
            .Supervise(_ => SupervisionDecision.Stop);
        Assert.Equal([1, 3], _world.ListOf(source));
    }

    [Fact]
    public void A_failure_becomes_a_last_element() => Assert.Equal(
        [1, 2, -1],
        _world.ListOf(Source.Range(1, 5).Select(i => i == 3 ? throw new IOException() : i).Recover(_ => -1)));

    [Fact]
    public void A_failure_becomes_another_source_until_the_attempts_are_used_up()
    {
        var causes = new List<string>();
        var source = Source.Failed<int>(new IOException("0")).RecoverWith(2, e =>
        {
            causes.Add(e.Message);
            return Source.Single(causes.Count).Concat(Source.Failed<int>(new IOException($"{causes.Count}")));
        });
        var (items, failure) = _world.FailureOf(source);
        Assert.Equal([1, 2], items);
        Assert.Equal(["0", "1"], causes);
        Assert.Equal("2", failure.Message);
    }

    [Fact]
    public void An_abort_is_no_failure_to_recover_from()
    {
        var recovered = 0;
        var (graph, _) = _world.Collect(Source.Never<int>().Recover(_ => ++recovered));
        graph.Abort();
        _world.Settle();
        _world.AssertCancelled(graph);
        Assert.Equal(0, recovered);
    }

    [Fact]
    public void A_failed_source_is_materialized_anew_after_a_wait_that_doubles()
    {
        var lives = 0;
        var source = Source.Empty<int>()
            .Concat(Source.Unfold(0, n => n == 0 ? (true, 1, ++lives) : throw new IOException($"{lives}")))
            .RestartWithBackoff(Backoff);
        var (graph, items) = _world.Collect(source);
        Assert.Equal([1], items);
        _world.Advance(99);
        Assert.Equal([1], items);
        _world.Advance(1);
        Assert.Equal([1, 2], items);
        _world.Advance(199);
        Assert.Equal([1, 2], items);
        _world.Advance(1);
        Assert.Equal([1, 2, 3], items);
        _world.Advance(300);
        Assert.Equal([1, 2, 3, 4], items);
        graph.Stop();
        _world.Settle();
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void The_last_restart_that_is_allowed_fails_for_good()
    {
        var (graph, _) = _world.Collect(
            Source.Failed<int>(new IOException("gone")).RestartWithBackoff(Backoff with { MaxRestarts = 2 }));
        _world.Advance(100);
        _world.AssertRunning(graph);
        _world.Advance(200);
        Assert.Equal("gone", _world.AssertFailed(graph).Message);
    }

    [Fact]
    public void An_end_is_answered_by_a_restart_when_that_is_wanted()
    {
        var source = Source.Single(1).RestartWithBackoff(Backoff with { RestartsOnCompletion = true }).Take(2);
        var (graph, items) = _world.Collect(source);
        _world.Advance(100);
        Assert.Equal([1, 1], items);
        _world.AssertCompleted(graph);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_failed_flow_is_begun_anew_on_the_same_input(bool hasIsland)
    {
        var queue = new SourceQueue<int>(16);
        var flow = Flow.Of<int>().Scan(0, (sum, i) => i < 0 ? throw new IOException() : sum + i);
        flow = (hasIsland ? flow.Async(1) : flow).RestartWithBackoff(Backoff);
        var (graph, items) = _world.Collect(Source.From(queue).Via(flow));
        foreach (var i in (int[])[1, 2, -1])
        {
            queue.Offer(i);
            _world.Settle();
        }

        _world.Advance(100);
        queue.Offer(5);
        queue.Complete();
        _world.Settle();
        Assert.Equal([1, 3, 5], items);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_failed_input_is_not_the_business_of_a_flow_that_restarts()
    {
        var flow = Flow.Of<int>().Select(i => i).RestartWithBackoff(Backoff);
        var (_, failure) = _world.FailureOf(Source.Failed<int>(new IOException("gone")).Via(flow));
        Assert.Equal("gone", failure.Message);
    }

    [Fact]
    public void A_retry_calls_again_and_keeps_the_order()
    {
        var calls = 0;
        var resilience = new ResiliencePipelineBuilder { TimeProvider = _world.Time }
            .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 2, Delay = TimeSpan.FromSeconds(1) })
            .Build();
        var source = Source.Range(1, 3).SelectAsync(
            1, resilience, (i, _) => i == 2 && ++calls < 3 ? throw new IOException() : ValueTask.FromResult(i));
        var (graph, items) = _world.Collect(source);
        Assert.Equal([1], items);
        while (!graph.Completion.IsCompleted)
        {
            _world.SettleUntil(() => graph.Completion.IsCompleted || _world.Time.AlarmCount > 0);
            _world.Advance(1000);
        }

        Assert.Equal([1, 2, 3], items);
        Assert.Equal(3, calls);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void An_open_circuit_refuses_without_a_call()
    {
        var calls = 0;
        var resilience = new ResiliencePipelineBuilder { TimeProvider = _world.Time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 1, MinimumThroughput = 2, BreakDuration = TimeSpan.FromSeconds(9),
            })
            .Build();
        Func<int, CancellationToken, ValueTask<int>> fail = (_, _) =>
        {
            calls++;
            throw new IOException();
        };
        var causes = new List<Exception>();
        _world.ListOf(Source.Range(1, 5).SelectAsync(1, resilience, fail).Supervise(e =>
        {
            causes.Add(e);
            return SupervisionDecision.Resume;
        }));
        Assert.Equal(2, calls);
        Assert.Equal(3, causes.Count(c => c is BrokenCircuitException));
    }

    [Fact]
    public void What_fails_can_go_aside_with_its_cause()
    {
        var failed = new List<Failed<string>>();
        var source = Source.From(["1", "x", "3"]).SelectOrDivert(int.Parse, Sink.ForEach<Failed<string>>(failed.Add));
        Assert.Equal([1, 3], _world.ListOf(source));
        Assert.Equal("x", failed.Single().Item);
        Assert.IsType<FormatException>(failed.Single().Cause);
    }
}
