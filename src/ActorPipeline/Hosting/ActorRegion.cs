using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Routing;

namespace ActorPipeline.Hosting;

/// <summary>
/// The actors of a running pipeline, by key, for code in the same process. A message that is answered is committed;
/// one that fails with <see cref="RegionClosedException"/> or a timeout may have been handled or not: whoever sends it
/// again makes it harmless, for example by <c>expectedVersion</c>.
/// </summary>
/// <typeparam name="TMessage">What the actors are told.</typeparam>
public sealed class ActorRegion<TMessage>
    where TMessage : notnull
{
    private readonly PipelinePlan _plan;
    private readonly IReadOnlyList<Mailbox> _mailboxes;
    private readonly TimeProvider _time;

    internal ActorRegion(PipelinePlan plan, IReadOnlyList<Mailbox> mailboxes, TimeProvider time) =>
        (_plan, _mailboxes, _time) = (plan, mailboxes, time);

    /// <summary>Sends a message to an actor and gives its reply, once all that the message did is on disk.</summary>
    /// <param name="key">The actor's key as text; the parts of a key with several are joined by <c>|</c>.</param>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="expectedVersion">The version that the actor must have; null for any.</param>
    /// <param name="cancellation">Ends the wait; what the message does happens all the same.</param>
    /// <exception cref="MailboxFullException">Too many messages wait: try again later.</exception>
    /// <exception cref="VersionConflictException">The actor has another version.</exception>
    /// <exception cref="ActorStoppedException">The actor was stopped after a failure.</exception>
    /// <exception cref="NoReplyException">The actor handled the message without a reply.</exception>
    /// <exception cref="RegionClosedException">The pipeline does not run any more.</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    /// <exception cref="FormatException">The key has other parts than the plan's.</exception>
    /// <remarks>An exception of the actor itself comes through as it is.</remarks>
    public async Task<TReply> AskAsync<TReply>(
        string key, TMessage message, TimeSpan timeout, long? expectedVersion = null,
        CancellationToken cancellation = default)
    {
        var request = Request(key, message, expectedVersion);
        var mailbox = MailboxOf(request);
        if (!mailbox.TryWrite(request))
        {
            throw new MailboxFullException(mailbox.Capacity);
        }

        var reply = await request.Answer.WaitAsync(timeout, _time, cancellation).ConfigureAwait(false);
        return reply is TReply answer ? answer : throw new NoReplyException(_plan.Actor!.Name);
    }

    /// <summary>
    /// Sends a message to an actor; ends when all that it did is on disk. Waits while too many messages wait.
    /// </summary>
    /// <inheritdoc cref="AskAsync{TReply}" path="/exception[not(@cref='T:ActorPipeline.Actors.NoReplyException')]" />
    public async Task TellAsync(
        string key, TMessage message, long? expectedVersion = null, CancellationToken cancellation = default)
    {
        var sent = await SendAsync(key, message, expectedVersion, cancellation).ConfigureAwait(false);
        await sent.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends a message to an actor as soon as there is room for it: for streams, whose backpressure this is.
    /// </summary>
    /// <returns>A task that ends when all that the message did is on disk.</returns>
    public async ValueTask<Task> SendAsync(
        string key, TMessage message, long? expectedVersion = null, CancellationToken cancellation = default)
    {
        var request = Request(key, message, expectedVersion);
        await MailboxOf(request).WriteAsync(request, cancellation).ConfigureAwait(false);
        return request.Answer;
    }

    private ActorRequest<TMessage> Request(string key, TMessage message, long? expectedVersion)
    {
        var bytes = KeyCodec.ParseJoined(_plan.Key, key);
        return new ActorRequest<TMessage>(KeyHash.Compute(bytes), bytes, message)
        {
            ExpectedVersion = expectedVersion,
        };
    }

    private Mailbox MailboxOf(ActorRequest request) =>
        _mailboxes[KeyHash.ShardOf(request.Hash, _plan.ShardCount) % _mailboxes.Count];
}
