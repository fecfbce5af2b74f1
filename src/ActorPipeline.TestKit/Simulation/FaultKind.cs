namespace ActorPipeline.TestKit.Simulation;

/// <summary>What a simulation lets go wrong.</summary>
internal enum FaultKind
{
    /// <summary>A node dies between two steps.</summary>
    Crash,

    /// <summary>A node stands still. Another may take over meanwhile; the node goes on as if nothing were.</summary>
    Stall,

    /// <summary>A node takes over although the owner is well.</summary>
    Takeover,

    /// <summary>While a node opens, another does too.</summary>
    Race,

    /// <summary>A node is stopped in order.</summary>
    Stop,

    /// <summary>A node's clock jumps ahead.</summary>
    ClockJump,

    /// <summary>One stop of a node gets no turn for a while: all others complete before it.</summary>
    Hold,

    /// <summary>A commit fails before it happened.</summary>
    CommitFails,

    /// <summary>A commit happens, its reply is lost.</summary>
    CommitReplyLost,

    /// <summary>A commit fails for the node, and happens later.</summary>
    CommitDelayed,

    /// <summary>A node dies before a commit.</summary>
    CrashBeforeCommit,

    /// <summary>A node dies after a commit, before it knows.</summary>
    CrashAfterCommit,

    /// <summary>A read of the journal fails.</summary>
    JournalReadFails,

    /// <summary>A call of a sink fails before it did anything.</summary>
    SinkFails,

    /// <summary>A call of a sink does its work, but fails.</summary>
    SinkReplyLost,

    /// <summary>A read of the source fails.</summary>
    SourceFails,

    /// <summary>The source goes back and reads records again, in other batches.</summary>
    SourceStutters,

    /// <summary>A node can't append to the shard log, and dies of it.</summary>
    AppendFails,

    /// <summary>A node has appended to the shard log, does not know it, and dies of it.</summary>
    AppendReplyLost,

    /// <summary>An entry is appended twice.</summary>
    AppendDoubled,

    /// <summary>A batch is appended again after the next entry.</summary>
    AppendDoubledLater,
}
