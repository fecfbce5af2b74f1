namespace ActorPipeline.Journal;

/// <summary>Bytes written to the journal, by what they are.</summary>
/// <param name="Events">Event blocks.</param>
/// <param name="Outbox">Results and dead letters.</param>
/// <param name="Snapshots">Snapshot pages with their index.</param>
/// <param name="Heads">Shards' heads.</param>
public readonly record struct JournalBytes(long Events, long Outbox, long Snapshots, long Heads)
{
    /// <summary>All of them.</summary>
    public long Total => Events + Outbox + Snapshots + Heads;
}
