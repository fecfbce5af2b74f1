namespace ActorPipeline.Runtime.Tests.Persistence.Copying;

[Collection(nameof(MariaDbCollection))]
public sealed class MariaDbCopyConformance(MariaDbPlace place) : CopyConformance(place);
