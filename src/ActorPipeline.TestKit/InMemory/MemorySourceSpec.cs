using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;

namespace ActorPipeline.TestKit.InMemory;

/// <summary>
/// Stands in a plan for a source that <see cref="Runtime.Hosting.PipelineServices.OpenSource"/> opens.
/// </summary>
public sealed record MemorySourceSpec : SourceSpec;
