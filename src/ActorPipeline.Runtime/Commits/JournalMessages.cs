using ActorPipeline.Journal;
using ActorPipeline.Sharding;

namespace ActorPipeline.Runtime.Commits;

/// <summary>A commit to be journaled; answered by <see cref="Committed"/> when it is on disk.</summary>
internal sealed record Commit(CommitDraft Draft);

/// <summary>A commit is on disk.</summary>
internal sealed record Committed(CommitDraft Draft);

/// <summary>How far a sink has come; answered by <see cref="Acknowledged"/> when the journal knows.</summary>
internal sealed record Acknowledge(SinkAck Ack);

/// <summary>The journal knows how far a sink has come.</summary>
internal sealed record Acknowledged
{
    public static Acknowledged Instance { get; } = new();
}

/// <summary>To itself: what has come until now is to be committed.</summary>
internal sealed record Flush
{
    public static Flush Instance { get; } = new();
}
