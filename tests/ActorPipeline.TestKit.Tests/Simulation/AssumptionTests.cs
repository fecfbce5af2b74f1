using ActorPipeline.TestKit.Stepping;
using ActorPipeline.TestKit.Stepping.SelfTest;
using Akka.Actor;
using Akka.Dispatch;

namespace ActorPipeline.TestKit.Tests.Simulation;

/// <summary>What the simulator relies on of Akka's insides.</summary>
public sealed class AssumptionTests
{
    public static TheoryData<string> Texts => [.. Assumptions.All.Select(a => a.Text)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_holds(string text)
    {
        var system = SeededSystem.Rent(new ManualClock());
        Assumptions.Check(Assumptions.All.Where(a => a.Text == text), system);
        system.Return(ActorRefs.Nobody);
    }

    [Fact]
    public void A_dispatcher_that_handles_many_messages_a_turn_is_found_and_named()
    {
        var system = SeededSystem.Rent(new ManualClock());
        var dispatcher = system.System.Dispatchers.DefaultGlobalDispatcher;
        var (throughput, deadline) = (dispatcher.Throughput, dispatcher.ThroughputDeadlineTime);
        Set(dispatcher, 100, null);
        try
        {
            var broken = Assert.Throws<InvalidOperationException>(() => Assumptions.Check(Assumptions.All, system));

            Assert.Contains("that a turn handles one message, and it does not hold", broken.Message);
            Assert.Contains("Look at SeededDispatcher.Throughput", broken.Message);
        }
        finally
        {
            Set(dispatcher, throughput, deadline);
            system.Return(ActorRefs.Nobody);
        }
    }

    private static void Set(MessageDispatcher dispatcher, int throughput, long? deadline)
    {
        var type = typeof(MessageDispatcher);
        type.GetProperty(nameof(MessageDispatcher.Throughput))!.SetValue(dispatcher, throughput);
        type.GetProperty(nameof(MessageDispatcher.ThroughputDeadlineTime))!.SetValue(dispatcher, deadline);
    }
}
