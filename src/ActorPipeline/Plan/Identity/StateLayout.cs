using System.Text.Json.Serialization;
using ActorPipeline.Records;

namespace ActorPipeline.Plan;

/// <summary>
/// What the bytes of a journal mean that were written under one version of a plan: which columns its events have,
/// which aggregates its cells hold, which columns its results have. Journaled for every version, because older blobs
/// are read long after the plan has changed.
/// </summary>
/// <param name="Version">The version that envelopes name; 1 for the first.</param>
/// <param name="EventColumns">The events' columns, in order.</param>
/// <param name="Aggregates">The aggregates, in order.</param>
/// <param name="ResultColumns">The results' columns, in order.</param>
internal sealed record StateLayout(
    int Version,
    IReadOnlyList<StateLayout.EventColumn> EventColumns,
    IReadOnlyList<StateLayout.Aggregate> Aggregates,
    IReadOnlyList<StateLayout.Result> ResultColumns)
{
    /// <summary>Format of windows in pages that were written before formats had a number.</summary>
    internal const int FirstCellFormat = 0;

    /// <summary>Format of windows in pages that are written now.</summary>
    internal const int PresentCellFormat = 2;

    /// <summary>
    /// Format of windows in pages: how each aggregate's state is kept. Of 0 for actors, which have no windows.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int CellFormat { get; init; }

    /// <summary>The events that an actor journals, by their number; null for windows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EventName>? ActorEvents { get; init; }

    /// <summary>Types of the events' columns.</summary>
    internal IReadOnlyList<ColumnType> EventTypes => [.. EventColumns.Select(c => c.Type)];

    /// <summary>Names and types of the results' columns; which are keys is for the present plan to say.</summary>
    internal IReadOnlyList<ResultColumn> ResultSchema =>
        [.. ResultColumns.Select(c => new ResultColumn(c.Name, c.Type, false))];

    /// <summary>The layout of a plan as the version that follows a former one.</summary>
    /// <returns>The former layout itself where nothing has changed.</returns>
    public static StateLayout Of(PipelinePlan plan, StateLayout? former = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var describer = new PlanDescriber(plan);
        var events = EventLayout.Of(plan);
        EventColumn[] columns =
            [.. events.Columns.Select(c => new EventColumn(describer.Expand(c.Canonical), c.Type))];
        Result[] results = [.. plan.ResultColumns.Select(c => new Result(c.Name, c.Type))];
        var version = (former?.Version ?? 0) + 1;
        var aggregates = new Aggregate[plan.Aggregates.Count];
        for (var i = 0; i < aggregates.Length; i++)
        {
            var (kind, input) = (plan.Aggregates[i].Kind, events.Inputs[i]);
            aggregates[i] = new Aggregate(
                kind, input.Argument, input.Condition, former?.Since(kind, columns, input) ?? version);
        }

        var layout = new StateLayout(version, columns, aggregates, results)
        {
            CellFormat = plan.Actor is null ? PresentCellFormat : FirstCellFormat, ActorEvents = plan.Actor?.Events,
        };
        return former is not null && layout.IsLike(former) ? former : layout;
    }

    /// <summary>Definition of an event's column by index, with its type; empty for none.</summary>
    internal static string Define(IReadOnlyList<EventColumn> columns, int index) =>
        index == AggregateInput.None ? "" : $"{columns[index].Type} {columns[index].Definition}";

    private bool IsLike(StateLayout other) =>
        EventColumns.SequenceEqual(other.EventColumns)
        && Aggregates.SequenceEqual(other.Aggregates)
        && ResultColumns.SequenceEqual(other.ResultColumns)
        && CellFormat == other.CellFormat
        && (ActorEvents ?? []).SequenceEqual(other.ActorEvents ?? []);

    /// <summary>The version that an aggregate came with, or null where this layout does not have it.</summary>
    private int? Since(AggregateKind kind, IReadOnlyList<EventColumn> columns, AggregateInput input)
    {
        foreach (var aggregate in Aggregates)
        {
            if (aggregate.Kind == kind
                && Define(EventColumns, aggregate.Argument) == Define(columns, input.Argument)
                && Define(EventColumns, aggregate.Condition) == Define(columns, input.Condition))
            {
                return aggregate.Since;
            }
        }

        return null;
    }

    /// <summary>A column of events.</summary>
    /// <param name="Definition">Its expression in one spelling.</param>
    /// <param name="Type">Its type.</param>
    public sealed record EventColumn(string Definition, ColumnType Type);

    /// <summary>An aggregate.</summary>
    /// <param name="Kind">The function.</param>
    /// <param name="Argument">Index of its argument among the events' columns, or -1.</param>
    /// <param name="Condition">Index of its condition, or -1.</param>
    /// <param name="Since">The version that it came with; it knows nothing of what was before.</param>
    public sealed record Aggregate(AggregateKind Kind, int Argument, int Condition, int Since);

    /// <summary>A column of results.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">Its type.</param>
    public sealed record Result(string Name, ColumnType Type);
}
