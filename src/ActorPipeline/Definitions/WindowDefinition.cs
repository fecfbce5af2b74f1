namespace ActorPipeline.Definitions;

/// <summary>A pipeline that has windows; see <see cref="Pipeline"/>.</summary>
public sealed class WindowDefinition
{
    private readonly Draft _draft;

    internal WindowDefinition(Draft draft) => _draft = draft;

    /// <inheritdoc cref="AggregateDefinition.Aggregate" />
    public AggregateDefinition Aggregate(string name, string aggregate) =>
        new(_draft.Then(d => d.Folded(name, aggregate), aggregate), new ResultSettings());
}
