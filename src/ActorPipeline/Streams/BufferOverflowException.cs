namespace ActorPipeline.Streams;

/// <summary>A buffer that must not drop anything had no room.</summary>
/// <param name="capacity">Elements that it holds.</param>
public sealed class BufferOverflowException(int capacity)
    : Exception($"the buffer of {capacity} elements is full, and another came")
{
    /// <summary>Elements that the buffer holds.</summary>
    public int Capacity => capacity;
}
