using ActorPipeline.Runtime.Persistence;
using Akka.Actor;
using Akka.Configuration;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>Two nodes, actor systems of their own, over one database.</summary>
public abstract class PersistencePlace : IJournalPlace, IDisposable
{
    private readonly Lazy<ActorSystem[]> _nodes;

    protected PersistencePlace() => _nodes = new(() => [Start("one"), Start("two")]);

    public virtual string? Missing => null;

    public Config Config => SqlPersistenceConfig.For(Provider, ConnectionString);

    internal virtual DatabaseServer? Server => null;

    protected abstract SqlProvider Provider { get; }

    protected abstract string ConnectionString { get; }

    internal JournalNode Open(string pipeline, int node)
    {
        var system = _nodes.Value[node];
        var persistence = Akka.Persistence.Persistence.Instance.Apply(system);
        var faults = new PluginFaults();
        IActorRef Gate(IActorRef plugin)
        {
            var gate = system.ActorOf(PluginGate.Props(plugin, faults));
            faults.Add(gate);
            return gate;
        }

        var settings = new PersistenceJournalSettings { Description = Provider.ToString() };
        var (events, snapshots) = (Gate(persistence.JournalFor(null)), Gate(persistence.SnapshotStoreFor(null)));
        var refusal = settings.Refusal(system.Settings.Config);
        var journal = system.ActorOf(
            Props.Create(() => new PersistenceJournal(pipeline, events, snapshots, settings, refusal)));
        return new JournalNode(system, journal, faults);
    }

    JournalNode IJournalPlace.Open(string pipeline, int node) => Open(pipeline, node);

    public void Dispose()
    {
        if (_nodes.IsValueCreated)
        {
            Task.WaitAll(_nodes.Value.Select(n => n.Terminate()).ToArray());
        }

        Stop();
        GC.SuppressFinalize(this);
    }

    protected abstract void Stop();

    private ActorSystem Start(string name) => ActorSystem.Create(
        name,
        ConfigurationFactory.ParseString(
            """
            akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }
            """).WithFallback(Config));
}
