using ActorPipeline.Streams;
using ActorPipeline.TestKit.Streams;

namespace ActorPipeline.TestKit.Tests.Streams;

public sealed class StreamTestScenarios
{
    [Fact]
    public void A_probe_shows_that_no_element_flows_without_demand()
    {
        var test = new StreamTest();
        var (numbers, sums) = (test.Source<int>(), test.Sink<int>());
        test.Run(numbers.Source.Scan(0, (sum, i) => sum + i).To(sums.Sink));

        numbers.ExpectNoDemand();
        sums.Request(2);
        numbers.ExpectDemand();
        numbers.Send(1, 2, 3);

        sums.ExpectNext(1, 3);
        numbers.ExpectNoDemand();
        Assert.Equal(1, numbers.Waiting);
        numbers.Complete();
        sums.Request(1);
        sums.ExpectNext(6);
        sums.ExpectCompleted();
    }

    [Fact]
    public void Time_passes_only_when_the_test_says_so()
    {
        var test = new StreamTest();
        var (source, sink) = (test.Source<int>(), test.Sink<int>());
        test.Run(source.Source.GroupedWithin(10, 1.Minutes()).Select(group => group.Length).To(sink.Sink));
        sink.Request(5);
        source.Send(1, 2, 3);
        test.Advance(59.Seconds());
        sink.ExpectNothing();

        test.Advance(1.Seconds());

        sink.ExpectNext(3);
    }

    [Fact]
    public void A_failure_arrives_behind_the_elements_before_it_and_a_cancellation_reaches_the_source()
    {
        var test = new StreamTest();
        var (source, sink) = (test.Source<int>(), test.Sink<int>());
        test.Run(source.Source.Async().To(sink.Sink));
        source.Send(1);
        source.Fail(new InvalidOperationException("broken"));
        sink.Request(1);
        sink.ExpectNext(1);
        Assert.Equal("broken", sink.ExpectFailure<InvalidOperationException>().Message);

        var (other, end) = (test.Source<int>(), test.Sink<int>());
        var graph = test.Run(other.Source.Select(i => i).To(end.Sink));
        end.Cancel();
        other.ExpectCancelled();
        Assert.True(graph.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_failed_expectation_says_what_was_expected_what_was_seen_and_the_seed()
    {
        var test = new StreamTest(seed: 17);
        var (source, sink) = (test.Source<int>(), test.Sink<int>());
        test.Run(source.Source.To(sink.Sink));
        sink.Request(3);
        source.Send(4, 5);

        var failure = Assert.Throws<PipelineTestException>(() => sink.ExpectNext(4, 6));

        Assert.Equal(
            "expected [4, 6] next, but there came [4, 5]; so far there came [4, 5], and 1 more are asked for (seed 17)",
            failure.Message);
        Assert.Equal(
            "the source should not have been asked for an element; it gave 2, keeps 0, was asked for more and closed "
            + "0 times (seed 17)",
            Assert.Throws<PipelineTestException>(source.ExpectNoDemand).Message);
        Assert.Contains(
            "should have completed", Assert.Throws<PipelineTestException>(sink.ExpectCompleted).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "should have been cancelled", Assert.Throws<PipelineTestException>(source.ExpectCancelled).Message,
            StringComparison.Ordinal);
    }
}
