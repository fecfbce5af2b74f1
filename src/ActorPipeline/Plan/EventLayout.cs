using ActorPipeline.Expressions;
using ActorPipeline.Records;

namespace ActorPipeline.Plan;

/// <summary>
/// What of a record reaches its actor: the arguments and conditions of the aggregates, each different one once, or
/// what the messages of a C# actor are made of. Nothing else of a record is journaled.
/// </summary>
public sealed class EventLayout
{
    private EventLayout(IReadOnlyList<TypedExpression> columns, IReadOnlyList<AggregateInput> inputs)
    {
        Columns = columns;
        Inputs = inputs;
        Types = [.. columns.Select(c => c.Type)];
    }

    /// <summary>The events' columns, in order of first use.</summary>
    public IReadOnlyList<TypedExpression> Columns { get; }

    /// <summary>Their types.</summary>
    public IReadOnlyList<ColumnType> Types { get; }

    /// <summary>For each aggregate, where its argument and condition stand.</summary>
    public IReadOnlyList<AggregateInput> Inputs { get; }

    /// <summary>The layout of a plan.</summary>
    public static EventLayout Of(PipelinePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var columns = new List<TypedExpression>();
        var inputs = new List<AggregateInput>();
        foreach (var column in plan.Actor?.MessageColumns ?? [])
        {
            columns.Add(column);
        }

        foreach (var aggregate in plan.Aggregates)
        {
            inputs.Add(new AggregateInput(
                IndexOf(columns, aggregate.Argument), IndexOf(columns, aggregate.Condition)));
        }

        return new EventLayout(columns, inputs);
    }

    private static int IndexOf(List<TypedExpression> columns, TypedExpression? expression)
    {
        if (expression is null)
        {
            return AggregateInput.None;
        }

        var index = columns.FindIndex(c => c.Canonical == expression.Canonical && c.Type == expression.Type);
        if (index < 0)
        {
            index = columns.Count;
            columns.Add(expression);
        }

        return index;
    }
}
