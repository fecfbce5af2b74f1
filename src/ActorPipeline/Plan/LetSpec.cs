using ActorPipeline.Expressions;

namespace ActorPipeline.Plan;

/// <summary>A computed column, visible to what comes after it.</summary>
/// <param name="Name">The name that expressions use.</param>
/// <param name="Expression">How it is computed.</param>
public sealed record LetSpec(string Name, TypedExpression Expression);
