namespace ActorPipeline.Streams;

/// <summary>What becomes of an element for which a buffer has no room.</summary>
public enum OverflowStrategy
{
    /// <summary>It is not asked for before there is room.</summary>
    Backpressure,

    /// <summary>The oldest element in the buffer is dropped for it.</summary>
    DropHead,

    /// <summary>The youngest element in the buffer is dropped for it.</summary>
    DropTail,

    /// <summary>It is dropped itself.</summary>
    DropNew,

    /// <summary>All elements in the buffer are dropped for it.</summary>
    DropBuffer,

    /// <summary>The stream fails with a <see cref="BufferOverflowException"/>.</summary>
    Fail,
}
