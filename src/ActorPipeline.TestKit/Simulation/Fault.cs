namespace ActorPipeline.TestKit.Simulation;

/// <summary>A decision of a schedule.</summary>
/// <param name="AtStep">When; a fault of a call waits for the next such call of the node.</param>
/// <param name="Node">Which node.</param>
/// <param name="Kind">What.</param>
/// <param name="Amount">Steps or seconds that it takes, where it takes any.</param>
internal readonly record struct Fault(int AtStep, int Node, FaultKind Kind, int Amount)
{
    public override string ToString() => $"step {AtStep}: node {Node}: {What}";

    private string What => Kind switch
    {
        FaultKind.Crash => "crashes",
        FaultKind.Stall => $"stalls for {Amount} steps",
        FaultKind.Takeover => "takes over",
        FaultKind.Race => "while it opens next, another node opens too",
        FaultKind.Stop => "is stopped in order",
        FaultKind.ClockJump => $"its clock jumps ahead by {Amount} s",
        FaultKind.Hold => $"one of its stops has no turn for {Amount} steps",
        FaultKind.CommitFails => "its next commit fails",
        FaultKind.CommitReplyLost => "its next commit happens, the reply is lost",
        FaultKind.CommitDelayed => $"its next commit fails, and happens {Amount} steps later",
        FaultKind.CrashBeforeCommit => "crashes before its next commit",
        FaultKind.CrashAfterCommit => "crashes after its next commit",
        FaultKind.JournalReadFails => "its next read of the journal fails",
        FaultKind.SinkFails => "the next call of a sink fails",
        FaultKind.SinkReplyLost => "the next call of a sink does its work, the reply is lost",
        FaultKind.SourceFails => "its next read of the source fails",
        FaultKind.SourceStutters => "its source goes back and reads records again",
        FaultKind.AppendFails => "can't append to the shard log, and dies",
        FaultKind.AppendReplyLost => "appends to the shard log, does not know it, and dies",
        FaultKind.AppendDoubled => "appends its next entry twice",
        _ => "appends its next batch again, after another entry",
    };
}
