namespace ActorPipeline.Streams;

/// <summary>Where a stream is in its life.</summary>
public enum StreamState
{
    /// <summary>Nothing has been asked of it yet.</summary>
    NotStarted,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has given all of its elements.</summary>
    Completed,

    /// <summary>It has failed.</summary>
    Failed,

    /// <summary>Whatever follows it wants no more.</summary>
    Cancelled,
}
