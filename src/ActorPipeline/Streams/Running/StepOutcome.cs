namespace ActorPipeline.Streams.Running;

/// <summary>What a step of an island came to.</summary>
internal enum StepOutcome
{
    /// <summary>It worked, and there is more to do.</summary>
    Worked,

    /// <summary>It waits, and will be scheduled when there is something to do.</summary>
    Waiting,

    /// <summary>It is over.</summary>
    Done,
}
