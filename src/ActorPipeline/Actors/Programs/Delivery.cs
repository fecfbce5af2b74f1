using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>A message on its way into an actor.</summary>
/// <param name="Ordinal">The actor.</param>
/// <param name="Message">The message.</param>
/// <param name="TimeUs">When it happens, microseconds.</param>
/// <param name="Index">Its number in the batch; negative when it was accepted before.</param>
/// <param name="Partition">The partition of the record that it comes from; negative for none.</param>
/// <param name="Position">The record's position.</param>
/// <param name="Attempts">How often it has been tried before.</param>
/// <param name="Request">Who waits for the answer; null for nobody.</param>
/// <param name="Timer">The timer that came due; null for a message as such.</param>
internal readonly record struct Delivery<TMessage>(
    int Ordinal,
    TMessage Message,
    long TimeUs,
    int Index,
    PartitionId Partition,
    long Position,
    int Attempts = 0,
    ActorRequest? Request = null,
    ActorTimer? Timer = null)
{
    /// <summary>Not in a batch, and from no record.</summary>
    public const int None = -1;
}
