namespace ActorPipeline.Actors;

/// <summary>What a timer goes by. The numbers are part of the journal's format.</summary>
internal enum TimerClock : byte
{
    /// <summary>By nothing: there is no such timer any more.</summary>
    None = 0,

    /// <summary>By the watermark.</summary>
    Event = 1,

    /// <summary>By the time of the node.</summary>
    Node = 2,
}
