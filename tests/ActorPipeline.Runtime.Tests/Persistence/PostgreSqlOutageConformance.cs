namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class PostgreSqlOutageConformance(PostgreSqlPlace place) : OutageConformance(place), IClassFixture<PostgreSqlPlace>;
