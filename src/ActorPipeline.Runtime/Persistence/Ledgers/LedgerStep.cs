namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>What has to be done next to open a shard; the answer goes to <see cref="LedgerOpener"/>.</summary>
internal abstract record LedgerStep
{
    /// <summary>Read the highest event number of a persistence id.</summary>
    public sealed record Highest(string Id) : LedgerStep;

    /// <summary>Read events.</summary>
    public sealed record Read(string Id, long From, long To) : LedgerStep;

    /// <summary>Write an event.</summary>
    public sealed record Write(string Id, long Number, byte[] Bytes) : LedgerStep;

    /// <summary>The shard is open.</summary>
    public sealed record Opened(LedgerState State) : LedgerStep;

    /// <summary>Somebody has claimed the shard meanwhile.</summary>
    public sealed record Lost : LedgerStep;
}
