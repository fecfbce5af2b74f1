using ActorPipeline.Runtime.Regions;

namespace ActorPipeline.TestKit;

/// <summary>
/// The actors of a pipeline under test, by key: who sends a message runs the pipeline until it is answered.
/// </summary>
/// <typeparam name="TMessage">What the actors are told.</typeparam>
public sealed class TestRegion<TMessage>
    where TMessage : notnull
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private readonly PipelineTest _test;
    private readonly Func<ActorRegion<TMessage>> _region;

    internal TestRegion(PipelineTest test, Func<ActorRegion<TMessage>> region) => (_test, _region) = (test, region);

    /// <summary>Sends a message to an actor and gives its reply, once all that it did is committed.</summary>
    /// <param name="key">The actor's key as text.</param>
    /// <param name="message">The message.</param>
    /// <param name="expectedVersion">The version that the actor must have; null for any.</param>
    /// <param name="timeout">How long to wait, in virtual time; a minute if nothing is said.</param>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    /// <remarks>All else as <see cref="ActorRegion{TMessage}.AskAsync{TReply}"/>.</remarks>
    public TReply Ask<TReply>(
        string key, TMessage message, long? expectedVersion = null, TimeSpan? timeout = null)
    {
        var region = _region();
        return region.ReplyOf<TReply>(Await(region.Post(key, message, expectedVersion), timeout));
    }

    /// <summary>Sends a message to an actor, and runs the pipeline until all that it did is committed.</summary>
    /// <inheritdoc cref="Ask{TReply}" path="/param|/exception|/remarks" />
    public void Tell(string key, TMessage message, long? expectedVersion = null, TimeSpan? timeout = null) =>
        Await(_region().Post(key, message, expectedVersion), timeout);

    /// <summary>Sends a message to an actor, and runs nothing.</summary>
    /// <returns>Ends with the reply, null for none, once all that the message did is committed; or fails.</returns>
    public Task<object?> Post(string key, TMessage message, long? expectedVersion = null) =>
        _region().Post(key, message, expectedVersion);

    /// <summary>Lets an actor go on that was stopped; returns whether it was.</summary>
    public bool Resume(string key) => (bool)Await(_region().PostResume(key), null)!;

    /// <summary>Schedules a message to an actor, and runs the pipeline until that is committed.</summary>
    /// <inheritdoc cref="ActorRegion{TMessage}.ScheduleAsync" path="/param" />
    public void Schedule(string key, string name, TMessage message, TimeSpan delay, int retries = 0) =>
        Await(_region().PostSchedule(key, name, message, delay, retries), null);

    private object? Await(Task<object?> answer, TimeSpan? timeout)
    {
        _test.RunUntil(() => answer.IsCompleted, timeout ?? _patience);
        return answer.GetAwaiter().GetResult();
    }
}
