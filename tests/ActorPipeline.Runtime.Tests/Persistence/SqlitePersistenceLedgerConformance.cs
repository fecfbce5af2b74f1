namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class SqlitePersistenceLedgerConformance(SqlitePersistencePlace place) : LedgerConformance(place), IClassFixture<SqlitePersistencePlace>;
