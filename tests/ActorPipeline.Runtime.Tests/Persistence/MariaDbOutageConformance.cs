namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class MariaDbOutageConformance(MariaDbPlace place) : OutageConformance(place), IClassFixture<MariaDbPlace>;
