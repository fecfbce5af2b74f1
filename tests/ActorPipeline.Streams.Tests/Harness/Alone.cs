namespace ActorPipeline.Streams.Tests.Harness;

/// <summary>Tests that look at the whole process run while no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
