namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class PostgreSqlLedgerConformance(PostgreSqlPlace place) : LedgerConformance(place), IClassFixture<PostgreSqlPlace>;
