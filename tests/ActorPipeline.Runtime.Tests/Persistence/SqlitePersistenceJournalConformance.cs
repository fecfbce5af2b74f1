namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class SqlitePersistenceJournalConformance(SqlitePersistencePlace place) : JournalConformance(place), IClassFixture<SqlitePersistencePlace>;
