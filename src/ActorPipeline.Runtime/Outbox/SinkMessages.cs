using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Sharding;
using Akka.Actor;

namespace ActorPipeline.Runtime.Outbox;

/// <summary>A commit is on disk: its rows are to be delivered. Answered by <see cref="Delivered"/>.</summary>
internal sealed record Deliver(CommitDraft Draft);

/// <summary>The rows of a commit were written to the sink, which reads it no more.</summary>
internal sealed record Delivered(CommitDraft Draft);

/// <summary>
/// To the sink: the shards are there. It delivers what it has not got, and says <see cref="SinkReady"/>.
/// </summary>
/// <param name="Shards">By number, the shards.</param>
internal sealed record Redeliver(IReadOnlyList<(IActorRef Actor, long Epoch)> Shards);

/// <summary>To the pipeline: the sink has all that was committed before.</summary>
internal sealed record SinkReady
{
    public static SinkReady Instance { get; } = new();
}

/// <summary>To a shard: how far a sink has come; answered by <see cref="Acknowledged"/> when it is on disk.</summary>
internal sealed record Acknowledge(SinkProgress Progress);

/// <summary>The journal knows how far a sink has come.</summary>
internal sealed record Acknowledged
{
    public static Acknowledged Instance { get; } = new();
}

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
