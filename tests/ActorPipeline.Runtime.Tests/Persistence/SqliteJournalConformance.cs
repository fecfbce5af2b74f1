namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class SqliteJournalConformance(SqlitePlace place) : JournalConformance(place), IClassFixture<SqlitePlace>;
