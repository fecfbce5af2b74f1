namespace ActorPipeline.Runtime.Tests.Persistence;

[Collection(nameof(PostgreSqlCollection))]
public sealed class PostgreSqlJournalConformance(PostgreSqlPlace place) : JournalConformance(place);
