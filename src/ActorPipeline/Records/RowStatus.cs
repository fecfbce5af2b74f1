namespace ActorPipeline.Records;

/// <summary>What became of a row on its way to a shard. Live rows go on; the others are only counted or kept.</summary>
public enum RowStatus : byte
{
    /// <summary>On its way.</summary>
    Live = 0,

    /// <summary>Dropped by <c>where</c>; counted.</summary>
    Filtered = 1,

    /// <summary>A dead letter; its reason is in <see cref="RecordBatch.DeadRows"/>.</summary>
    Dead = 2,
}
