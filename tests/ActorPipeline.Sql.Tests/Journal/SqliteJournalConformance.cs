namespace ActorPipeline.Sql.Tests.Journal;

public sealed class SqliteJournalConformance() : JournalConformance(new SqlitePlace());
