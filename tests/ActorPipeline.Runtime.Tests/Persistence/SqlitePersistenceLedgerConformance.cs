namespace ActorPipeline.Runtime.Tests.Persistence;

[Collection(nameof(SqlitePersistenceCollection))]
public sealed class SqlitePersistenceLedgerConformance(SqlitePersistencePlace place) : LedgerConformance(place);
