namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>Tests that have one database and two nodes for all of them, one after the other.</summary>
[CollectionDefinition(nameof(SqlitePersistenceCollection))]
public sealed class SqlitePersistenceCollection : ICollectionFixture<SqlitePersistencePlace>;
