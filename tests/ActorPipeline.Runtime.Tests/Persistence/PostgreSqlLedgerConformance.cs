namespace ActorPipeline.Runtime.Tests.Persistence;

[Collection(nameof(PostgreSqlCollection))]
public sealed class PostgreSqlLedgerConformance(PostgreSqlPlace place) : LedgerConformance(place);
