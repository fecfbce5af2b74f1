namespace ActorPipeline.Streams;

/// <summary>What a stage answers when it is asked for an element.</summary>
public enum PullStatus
{
    /// <summary>Nothing now. The stage wakes its island when it is worth asking again.</summary>
    Pending = 0,

    /// <summary>An element.</summary>
    Item = 1,

    /// <summary>There are no more. The stage is not asked again.</summary>
    Done = 2,
}
