using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Windows;

/// <summary>The events that an aggregate takes: those whose condition is true and whose argument is not null.</summary>
/// <param name="Columns">Where its argument and condition stand.</param>
internal readonly record struct Input(AggregateInput Columns)
{
    /// <summary>All events.</summary>
    public static Input Everything { get; } = new(new AggregateInput(AggregateInput.None, AggregateInput.None));

    /// <summary>Whether every event of this batch takes part, so that a loop need not ask.</summary>
    public bool TakesAll(EventBatch events) =>
        Columns.Condition == AggregateInput.None
        && (Columns.Argument == AggregateInput.None || !events.Columns[Columns.Argument].HasNulls);

    /// <summary>Whether an event takes part.</summary>
    public bool Takes(EventBatch events, int @event)
    {
        if (Columns.Condition != AggregateInput.None)
        {
            var condition = events.Columns[Columns.Condition];
            if (condition.IsNullAt(@event) || !((Column<bool>)condition).Data[@event])
            {
                return false;
            }
        }

        return Columns.Argument == AggregateInput.None || !events.Columns[Columns.Argument].IsNullAt(@event);
    }

    /// <summary>The argument's values.</summary>
    public T[] Values<T>(EventBatch events)
        where T : struct => events.Columns[Columns.Argument].Values<T>();
}
