namespace ActorPipeline.Sql.Tests.Journal;

public sealed class InMemoryJournalConformance() : JournalConformance(new MemoryPlace());
