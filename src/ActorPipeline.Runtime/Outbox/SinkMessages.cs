using ActorPipeline.Sharding;

namespace ActorPipeline.Runtime.Outbox;

/// <summary>A commit is on disk: its rows are to be delivered. Answered by <see cref="Delivered"/>.</summary>
internal sealed record Deliver(CommitDraft Draft);

/// <summary>The rows of a commit were written to the sink, which reads it no more.</summary>
internal sealed record Delivered(CommitDraft Draft);

/// <summary>To itself: it is time to make durable what was written.</summary>
internal sealed record SinkTick
{
    public static SinkTick Instance { get; } = new();
}

/// <summary>To itself: the pause after a failure is over.</summary>
internal sealed record TryAgain
{
    public static TryAgain Instance { get; } = new();
}
