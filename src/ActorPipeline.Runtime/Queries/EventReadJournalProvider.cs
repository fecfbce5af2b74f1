using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Query;

namespace ActorPipeline.Runtime.Queries;

/// <summary>Gives Akka.Persistence.Query a system's <see cref="EventReadJournal"/>.</summary>
/// <param name="system">The system.</param>
/// <param name="configuration">The read journal's own section; nothing of it is used.</param>
public sealed class EventReadJournalProvider(ExtendedActorSystem system, Config configuration) : IReadJournalProvider
{
    /// <summary>The read journal's own section of the configuration.</summary>
    public Config Configuration { get; } = configuration;

    /// <inheritdoc />
    public IReadJournal GetReadJournal() => EventReadJournal.Get(system);
}
