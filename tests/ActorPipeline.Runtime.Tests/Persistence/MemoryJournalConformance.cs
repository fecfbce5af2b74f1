namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class MemoryJournalConformance(MemoryPlace place) : JournalConformance(place), IClassFixture<MemoryPlace>;
