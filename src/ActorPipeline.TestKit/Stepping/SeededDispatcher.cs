using Akka.Dispatch;

namespace ActorPipeline.TestKit.Stepping;

/// <summary>A dispatcher that leaves it to its <see cref="SeededSystem"/> when which actor has its turn.</summary>
internal sealed class SeededDispatcher : MessageDispatcher
{
    private readonly SeededSystem _system;

    public SeededDispatcher(SeededDispatcherConfigurator configurator, SeededSystem system, string id)
        : base(configurator)
    {
        (_system, Id) = (system, id);

        // A turn handles one message more than this, unless its time is over, as a limit of 0 always is: exactly one.
        Throughput = 1;
        ThroughputDeadlineTime = 0;
        ShutdownTimeout = TimeSpan.FromSeconds(1);
    }

    protected override void ExecuteTask(IRunnable run) => _system.Add(run);

    protected override void Shutdown()
    {
    }
}
