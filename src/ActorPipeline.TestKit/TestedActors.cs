using ActorPipeline.Actors;
using ActorPipeline.Hosting;

namespace ActorPipeline.TestKit;

/// <summary>
/// The actors of a pipeline under test, as code in the same process reaches them by an
/// <see cref="ActorRegion{TMessage}"/>. Each call runs the pipeline, under virtual time, until it is answered. A
/// process that dies meanwhile answers with <see cref="RegionClosedException"/>, as in life.
/// </summary>
/// <typeparam name="TMessage">What they are told.</typeparam>
public sealed class TestedActors<TMessage>
    where TMessage : notnull
{
    private readonly PipelineTest _test;

    internal TestedActors(PipelineTest test) => _test = test;

    /// <summary>Sends a message, and gives the reply once all that the message did is committed.</summary>
    /// <param name="key">The actor's key; the parts of one with several are joined by <c>|</c>.</param>
    /// <param name="message">The message.</param>
    /// <param name="expectedVersion">The version that the actor must have; null for any.</param>
    /// <exception cref="PipelineTestException">There never is an answer.</exception>
    /// <exception cref="NoReplyException">The actor handled the message without such a reply.</exception>
    /// <remarks>What an actor, or the region, throws comes through as it is.</remarks>
    public TReply Ask<TReply>(string key, TMessage message, long? expectedVersion = null) =>
        Send(key, message, expectedVersion) is TReply reply
            ? reply
            : throw new NoReplyException(_test.ActorName);

    /// <summary>Sends a message; ends when all that it did is committed.</summary>
    /// <inheritdoc cref="Ask{TReply}" path="/param" />
    /// <exception cref="PipelineTestException">There never is an answer.</exception>
    public void Tell(string key, TMessage message, long? expectedVersion = null) =>
        Send(key, message, expectedVersion);

    private object? Send(string key, TMessage message, long? expectedVersion) => _test
        .Answer(host => host.Region<TMessage>().SendAsync(key, message, expectedVersion))
        .GetAwaiter().GetResult();
}
