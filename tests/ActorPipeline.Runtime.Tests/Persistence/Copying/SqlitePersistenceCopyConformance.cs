namespace ActorPipeline.Runtime.Tests.Persistence.Copying;

[Collection(nameof(SqlitePersistenceCollection))]
public sealed class SqlitePersistenceCopyConformance(SqlitePersistencePlace place) : CopyConformance(place);
