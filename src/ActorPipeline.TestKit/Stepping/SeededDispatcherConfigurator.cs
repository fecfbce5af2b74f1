using Akka.Configuration;
using Akka.Dispatch;

namespace ActorPipeline.TestKit.Stepping;

/// <summary>Makes the dispatchers of a <see cref="SeededSystem"/>.</summary>
internal sealed class SeededDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly SeededDispatcher _dispatcher;

    public SeededDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
        _dispatcher = new SeededDispatcher(
            this, SeededSystem.Of(prerequisites.Settings.Config), config.GetString("id", "seeded"));
    }

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
