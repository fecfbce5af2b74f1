namespace ActorPipeline.Definitions;

/// <summary>A pipeline that has windows and aggregates of them; see <see cref="Pipeline"/>.</summary>
public sealed class AggregateDefinition : ResultDefinition
{
    internal AggregateDefinition(Draft draft, ResultSettings settings)
        : base(draft, settings)
    {
    }

    /// <summary>Adds what is computed of a window.</summary>
    /// <param name="name">The result column's name.</param>
    /// <param name="aggregate">Such as <c>count()</c>, <c>sum(amount) where status = 'paid'</c>.</param>
    /// <exception cref="ArgumentException">The aggregate is wrong, or the name is there already.</exception>
    public AggregateDefinition Aggregate(string name, string aggregate) =>
        new(Draft.Then(d => d.Folded(name, aggregate), aggregate), Settings);
}
