namespace ActorPipeline.Runtime.Tests.Persistence;

[Collection(nameof(MariaDbCollection))]
public sealed class MariaDbOutageConformance(MariaDbPlace place) : OutageConformance(place);
