using ActorPipeline.Plan;

namespace ActorPipeline.TestKit.InMemory;

/// <summary>Stands in a plan for a source that <see cref="Hosting.PipelineServices.OpenSource"/> opens.</summary>
public sealed record MemorySourceSpec : SourceSpec;
