namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class MariaDbLedgerConformance(MariaDbPlace place) : LedgerConformance(place), IClassFixture<MariaDbPlace>;
