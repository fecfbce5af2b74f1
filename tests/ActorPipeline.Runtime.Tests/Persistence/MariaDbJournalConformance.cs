namespace ActorPipeline.Runtime.Tests.Persistence;

[Collection(nameof(MariaDbCollection))]
public sealed class MariaDbJournalConformance(MariaDbPlace place) : JournalConformance(place);
