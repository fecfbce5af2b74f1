namespace ActorPipeline.Sql;

/// <summary>What a projection does.</summary>
public enum ProjectionState
{
    /// <summary>It was not started yet.</summary>
    New,

    /// <summary>It projects what had happened before it was started.</summary>
    CatchingUp,

    /// <summary>It has caught up, and projects what happens.</summary>
    Live,

    /// <summary>The journal or the target is away; it tries again.</summary>
    Waiting,

    /// <summary>It can't go on: the reason says why, and where.</summary>
    Stopped,

    /// <summary>It was told to end.</summary>
    Ended,
}
