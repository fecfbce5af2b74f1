using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.TestKit;

namespace Samples.Tests.RateLimiter;

public sealed class RateLimiterTests
{
    private static PipelinePlan Limits => Pipeline.Define("limits")
        .FromRequests("client")
        .Actor<Bucket>()
        .Engine(e => e with { CommitInterval = TimeSpan.FromMilliseconds(5) })
        .To(Sink.Console());

    [Fact]
    public void A_client_gets_five_calls_a_second_also_after_a_crash()
    {
        using var test = new PipelineTest(Limits);
        var clients = test.Region<Bucket.Take>();
        Assert.True(clients.Ask<bool>("anna", new(5)));
        Assert.False(clients.Ask<bool>("anna", new(3)));
        Assert.True(clients.Ask<bool>("bob", new(5)));

        test.Crash();
        Assert.False(clients.Ask<bool>("anna", new(3)));

        test.Advance(TimeSpan.FromSeconds(1));
        Assert.True(clients.Ask<bool>("anna", new(5)));
        Assert.False(clients.Ask<bool>("anna", new(3)));
    }

    [Fact]
    public void A_client_that_is_away_for_long_is_forgotten()
    {
        using var test = new PipelineTest(Limits);
        var clients = test.Region<Bucket.Take>();
        Assert.True(clients.Ask<bool>("anna", new(1), expectedVersion: 0));
        Assert.True(clients.Ask<bool>("anna", new(1), expectedVersion: 1));

        test.Advance(TimeSpan.FromMinutes(61));

        Assert.True(clients.Ask<bool>("anna", new(1), expectedVersion: 0));
    }
}
