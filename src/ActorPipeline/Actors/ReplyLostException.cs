namespace ActorPipeline.Actors;

/// <summary>
/// An actor of the same shard failed, and the shard was rebuilt from the journal: the message may be handled yet, but
/// nobody will answer.
/// </summary>
public sealed class ReplyLostException(Exception cause) : Exception(
    $"the shard was rebuilt because one of its actors failed ({cause.Message}); whether the message was handled is not "
    + "known", cause);
