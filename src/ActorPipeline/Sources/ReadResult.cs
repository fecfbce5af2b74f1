namespace ActorPipeline.Sources;

/// <summary>What a read found.</summary>
public enum ReadResult
{
    /// <summary>The batch holds records.</summary>
    Filled,

    /// <summary>Nothing there now; there may be later.</summary>
    Idle,

    /// <summary>The end: there will be nothing more in this run.</summary>
    Ended,
}
