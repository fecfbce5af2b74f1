namespace ActorPipeline.Sharding;

/// <summary>What time makes due in a page.</summary>
internal enum DueWork
{
    /// <summary>The watermark has passed something.</summary>
    Close,

    /// <summary>The input has come to its end: what never closes is emitted.</summary>
    Finish,

    /// <summary>The time of the node has passed something.</summary>
    Wake,
}
