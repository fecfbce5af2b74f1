namespace ActorPipeline.Hosting;

/// <summary>An event of an actor: a record that it accepted.</summary>
/// <param name="Sequence">The commit that it is part of.</param>
/// <param name="Partition">The source partition that the record came from.</param>
/// <param name="TimeUs">Event time, microseconds.</param>
/// <param name="Values">What the event keeps of the record: definition and value, null for none.</param>
public sealed record ActorEvent(
    long Sequence, int Partition, long TimeUs, IReadOnlyList<KeyValuePair<string, object?>> Values);
