namespace ActorPipeline.Plan;

/// <summary>
/// How records are read, decoded and keyed, and nothing of what is done about them: for streams of one's own.
/// </summary>
public sealed class RecordPlan
{
    internal RecordPlan(PipelinePlan plan) => Plan = plan;

    /// <summary>A plan whose results nobody asks for.</summary>
    internal PipelinePlan Plan { get; }

    /// <summary>What a pipeline reads: the columns that it needs, and no others.</summary>
    public static RecordPlan Of(PipelinePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new RecordPlan(plan);
    }
}
