namespace ActorPipeline.Runtime.Tests.Persistence.Copying;

[Collection(nameof(PostgreSqlCollection))]
public sealed class PostgreSqlCopyConformance(PostgreSqlPlace place) : CopyConformance(place);
