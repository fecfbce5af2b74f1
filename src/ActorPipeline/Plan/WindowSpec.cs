namespace ActorPipeline.Plan;

/// <summary>
/// How an actor's records are grouped in event time. All times in microseconds; windows are [start, end).
/// </summary>
public abstract record WindowSpec
{
    /// <summary>Windows of one size, side by side, aligned to 1970-01-01T00:00Z.</summary>
    public sealed record Tumbling(long SizeUs) : WindowSpec;

    /// <summary>Windows of one size, one starting every hop; a record is in size / hop of them.</summary>
    public sealed record Hopping(long SizeUs, long HopUs) : WindowSpec;

    /// <summary>Records of a key that are at most the gap apart; [first, last + gap).</summary>
    public sealed record Session(long GapUs) : WindowSpec;

    /// <summary>One window for all time; emitted at the end of a finite input, and never closed.</summary>
    public sealed record Global : WindowSpec;
}
