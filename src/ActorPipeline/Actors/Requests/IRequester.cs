namespace ActorPipeline.Actors;

/// <summary>
/// Who is told what becomes of a request: a task that somebody waits for, or an actor that gets a message. Called once,
/// by any thread; does not wait and does not throw.
/// </summary>
internal interface IRequester
{
    /// <summary>The message was handled, and all of it is committed.</summary>
    /// <param name="reply">What the actor replied; null for nothing.</param>
    void OnHandled(object? reply);

    /// <summary>The message was not handled, or nobody knows.</summary>
    void OnFailed(Exception cause);
}
