namespace ActorPipeline.Inspection;

/// <summary>An event of an actor: a record that its windows accepted, or one of its own.</summary>
/// <param name="Sequence">The commit that it is part of.</param>
/// <param name="Partition">The source partition that the record came from; negative for an event of its own.</param>
/// <param name="TimeUs">When it happened, microseconds.</param>
/// <param name="Values">
/// What the event keeps of the record: definition and value, null for none. Of an event of its own: name and content.
/// </param>
internal sealed record ActorEvent(
    long Sequence, int Partition, long TimeUs, IReadOnlyList<KeyValuePair<string, object?>> Values);
