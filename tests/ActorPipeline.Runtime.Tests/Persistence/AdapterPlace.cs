using System.Collections.Concurrent;
using ActorPipeline.Journal;
using ActorPipeline.Runtime.Persistence;
using Akka.Actor;
using Akka.Configuration;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>Journals that are called synchronously, a new one a pipeline.</summary>
public abstract class AdapterPlace : IJournalPlace, IDisposable
{
    private const int ShardCount = 100;

    private readonly ActorSystem _system = ActorSystem.Create(
        "adapters",
        ConfigurationFactory.ParseString(JournalAdapter.DispatcherConfig + "\nakka.log-dead-letters = off"));

    private readonly ConcurrentDictionary<string, (IJournal Journal, Lock Writers)> _journals = new();

    string? IJournalPlace.Missing => null;

    JournalNode IJournalPlace.Open(string pipeline, int node)
    {
        var (journal, writers) = _journals.GetOrAdd(pipeline, name => (Create(name), new Lock()));
        var faults = new AdapterFaults(journal, writers);
        return new JournalNode(_system, _system.ActorOf(JournalAdapter.Props(faults, ShardCount)), faults);
    }

    public void Dispose()
    {
        _system.Terminate().Wait();
        foreach (var (_, (journal, _)) in _journals)
        {
            journal.Dispose();
        }

        Clear();
        GC.SuppressFinalize(this);
    }

    protected abstract IJournal Create(string pipeline);

    protected virtual void Clear()
    {
    }
}
