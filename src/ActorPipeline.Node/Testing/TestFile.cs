using ActorPipeline.Plan;

namespace ActorPipeline.Node.Testing;

/// <summary>A <c>*.test.conf</c>, read and checked.</summary>
/// <param name="Name">The file, as the operator named it.</param>
/// <param name="Plan">The pipeline that it tests.</param>
/// <param name="Cases">The cases, in order.</param>
internal sealed record TestFile(string Name, PipelinePlan Plan, IReadOnlyList<TestCase> Cases);
