namespace ActorPipeline.Runtime.Tests.Persistence;

[Collection(nameof(SqlitePersistenceCollection))]
public sealed class SqlitePersistenceJournalConformance(SqlitePersistencePlace place) : JournalConformance(place);
