namespace ActorPipeline.Runtime.Tests.Persistence;

[Collection(nameof(MariaDbCollection))]
public sealed class MariaDbLedgerConformance(MariaDbPlace place) : LedgerConformance(place);
