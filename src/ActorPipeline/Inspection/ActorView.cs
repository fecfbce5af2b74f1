using ActorPipeline.Actors;
using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Inspection;

/// <summary>An actor as the journal has it.</summary>
/// <param name="Shard">The shard that owns it.</param>
/// <param name="Ordinal">Its number in the shard.</param>
/// <param name="Sequence">The shard's last commit.</param>
/// <param name="SnapshotSequence">The commit that the snapshot of its page covers; 0 when there is none.</param>
/// <param name="WatermarkUs">The shard's watermark, microseconds; null before the first.</param>
/// <param name="OpenWindows">Its open windows as result rows, oldest first, with the aggregates so far.</param>
/// <param name="Events">Its events after the snapshot, the newest last; at most as many as were asked for.</param>
internal sealed record ActorView(
    ShardId Shard,
    int Ordinal,
    long Sequence,
    long SnapshotSequence,
    long? WatermarkUs,
    ResultBatch OpenWindows,
    IReadOnlyList<ActorEvent> Events)
{
    /// <summary>The state of an actor written in C#; null for windows.</summary>
    public ActorState? State { get; init; }
}
