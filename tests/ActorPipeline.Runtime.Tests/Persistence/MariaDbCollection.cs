namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>Tests that have one database and two nodes for all of them, one after the other.</summary>
[CollectionDefinition(nameof(MariaDbCollection))]
public sealed class MariaDbCollection : ICollectionFixture<MariaDbPlace>;
