namespace ActorPipeline.Actors;

/// <summary>A message to an actor, from inside the process, with a task for its answer.</summary>
internal sealed class ActorRequest<TMessage>(ulong hash, byte[] key, TMessage message) : ActorRequest(hash, key)
{
    private readonly TaskCompletionSource<object?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The message.</summary>
    public TMessage Message { get; } = message;

    /// <summary>Ends when what the message did is on disk, with the reply; or fails.</summary>
    public Task<object?> Answer => _answer.Task;

    private protected override void SetReply(object? reply) => _answer.TrySetResult(reply);

    private protected override void SetFailure(Exception cause) => _answer.TrySetException(cause);
}
