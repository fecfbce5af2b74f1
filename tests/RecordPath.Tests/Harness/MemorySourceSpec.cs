using ActorPipeline.Plan;

namespace RecordPath.Tests.Harness;

/// <summary>Stands in a plan for a source that the services make.</summary>
internal sealed record MemorySourceSpec : SourceSpec;
