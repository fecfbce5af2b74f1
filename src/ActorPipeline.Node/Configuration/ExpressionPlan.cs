using ActorPipeline.Expressions;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Configuration;

/// <summary>The compiled expressions of a file, over the columns of a decoder.</summary>
internal sealed record ExpressionPlan(
    DecoderSpec Decoder,
    IReadOnlyList<LetSpec> Lets,
    TypedExpression? Where,
    IReadOnlyList<KeyPart> Key,
    IReadOnlyList<AggregateSpec> Aggregates,
    ExpressionSchema Columns);
