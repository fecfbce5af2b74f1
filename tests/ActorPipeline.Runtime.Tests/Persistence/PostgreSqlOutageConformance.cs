namespace ActorPipeline.Runtime.Tests.Persistence;

[Collection(nameof(PostgreSqlCollection))]
public sealed class PostgreSqlOutageConformance(PostgreSqlPlace place) : OutageConformance(place);
