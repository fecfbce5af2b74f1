namespace ActorPipeline.Hosting;

/// <summary>What a step found.</summary>
internal enum StepResult
{
    /// <summary>It did something; there may be more.</summary>
    Worked,

    /// <summary>It can't go on now: something else must happen first, or time pass.</summary>
    Waiting,

    /// <summary>It has nothing left to do, and won't unless a stop before it gives it more.</summary>
    Drained,
}
