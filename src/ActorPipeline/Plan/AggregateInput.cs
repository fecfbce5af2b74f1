namespace ActorPipeline.Plan;

/// <summary>Where an aggregate finds its input among the events' columns.</summary>
/// <param name="Argument">Index of the argument, or <see cref="None"/>.</param>
/// <param name="Condition">Index of the condition, or <see cref="None"/>.</param>
public readonly record struct AggregateInput(int Argument, int Condition)
{
    /// <summary>No such column.</summary>
    public const int None = -1;
}
