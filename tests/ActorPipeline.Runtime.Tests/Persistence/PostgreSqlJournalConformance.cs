namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class PostgreSqlJournalConformance(PostgreSqlPlace place) : JournalConformance(place), IClassFixture<PostgreSqlPlace>;
