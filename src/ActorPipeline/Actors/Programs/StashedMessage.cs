using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>A message that was put aside.</summary>
/// <param name="Partition">The partition of the record that it came from; negative for none.</param>
/// <param name="Position">
/// The record's position; of a message from no record, the version that it expects of the actor and 1, 0 for none.
/// </param>
/// <param name="TimeUs">When it happened, microseconds.</param>
/// <param name="Attempts">How often it has been tried.</param>
/// <param name="Message">The message, as bytes.</param>
/// <param name="Request">Who waits for the answer, as long as this process lives.</param>
internal sealed record StashedMessage(
    PartitionId Partition, long Position, long TimeUs, int Attempts, byte[] Message, ActorRequest? Request)
{
    /// <summary>The version that the actor must have when the message is taken; null for any.</summary>
    public long? ExpectedVersion => Partition.Value < 0 && Position > 0 ? Position - 1 : null;
}
