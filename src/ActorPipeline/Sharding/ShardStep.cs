using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>A step of a <see cref="ShardDriver"/>.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Draft">The commit that was cut.</param>
/// <param name="Batch">The batch that was applied.</param>
/// <param name="Rest">How long to wait before it is tried again.</param>
/// <param name="Reason">What is waited for, for an operator.</param>
internal readonly record struct ShardStep(
    ShardStepKind Kind,
    CommitDraft? Draft = null,
    RoutedBatch? Batch = null,
    TimeSpan Rest = default,
    string? Reason = null)
{
    public static ShardStep Idle => default;

    public static ShardStep Worked => new(ShardStepKind.Worked);

    public static ShardStep Restart => new(ShardStepKind.Restart);

    public static ShardStep Cut(CommitDraft draft) => new(ShardStepKind.Cut, draft);

    public static ShardStep Applied(RoutedBatch batch) => new(ShardStepKind.Applied, Batch: batch);

    public static ShardStep Resting(TimeSpan rest, string reason) =>
        new(ShardStepKind.Resting, Rest: rest, Reason: reason);
}
