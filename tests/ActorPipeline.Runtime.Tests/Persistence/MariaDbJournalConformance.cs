namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class MariaDbJournalConformance(MariaDbPlace place) : JournalConformance(place), IClassFixture<MariaDbPlace>;
