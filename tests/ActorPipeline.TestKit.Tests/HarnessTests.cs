using ActorPipeline.Plan;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;

namespace ActorPipeline.TestKit.Tests;

public sealed class HarnessTests
{
    [Fact]
    public void A_pipeline_runs_to_its_end_on_one_thread()
    {
        var plan = Plans.Of(new WindowSpec.Tumbling(1_000), ["k"], ["count()", "sum(i)"]);
        var world = new World(plan, 1, new MemoryInput(
            ["""{"t":1,"k":"a","i":1}""", """{"t":2,"k":"a","i":2}""", "nothing", """{"t":1500,"k":"b","i":3}"""]));

        var status = world.RunToEnd();

        Assert.Equal(["\"a\" | 0 | 1000 | 2 | 3", "\"b\" | 1000 | 2000 | 1 | 3"],
            world.Results.Rows.Select(r => r.ToString()).Order());
        Assert.Equal(4, status.Counters.In);
        Assert.True(status.Counters.IsBalanced);
        Assert.Single(world.DeadLetters.Rows);
    }

    [Fact]
    public void A_crash_leaves_what_was_committed()
    {
        var plan = Plans.Of(new WindowSpec.Tumbling(1_000), ["k"], ["count()"]);
        var lines = Enumerable.Range(0, 500).Select(i => $$"""{"t":{{i * 10}},"k":"{{i % 7}}"}""");
        var world = new World(plan, 2, new MemoryInput(lines) { MaxBatchRows = 5 });
        using (var host = world.Open())
        {
            Assert.True(host.Run(200));
            world.Crash(host);
        }

        var status = world.RunToEnd();

        Assert.Equal(500, world.Results.Rows.Sum(r => (long)r.Values[3]!));
        Assert.Equal(500, status.Counters.Applied);
    }
}
