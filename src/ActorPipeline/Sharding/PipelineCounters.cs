namespace ActorPipeline.Sharding;

/// <summary>
/// Exact counts over the life of a pipeline's state, as of the last commits.
/// When nothing is in flight, <c>In = Applied + Filtered + Dead</c>.
/// </summary>
/// <param name="In">Records framed.</param>
/// <param name="Applied">Records that an actor accepted.</param>
/// <param name="Filtered">Records that <c>where</c> dropped.</param>
/// <param name="Dead">Records that became dead letters.</param>
/// <param name="Results">Result rows emitted.</param>
public readonly record struct PipelineCounters(long In, long Applied, long Filtered, long Dead, long Results)
{
    /// <summary>Whether every record is accounted for.</summary>
    public bool IsBalanced => In == Applied + Filtered + Dead;

    /// <summary>Adds two counts.</summary>
    public static PipelineCounters operator +(PipelineCounters a, PipelineCounters b) => new(
        a.In + b.In, a.Applied + b.Applied, a.Filtered + b.Filtered, a.Dead + b.Dead, a.Results + b.Results);

    /// <summary>Adds two counts.</summary>
    public static PipelineCounters Add(PipelineCounters left, PipelineCounters right) => left + right;
}
