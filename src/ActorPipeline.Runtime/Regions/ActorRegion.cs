using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Runtime.Regions;

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
    private readonly IReadOnlyList<RequestGate> _gates;
    private readonly TimeProvider _time;

    internal ActorRegion(PipelinePlan plan, IReadOnlyList<RequestGate> gates, TimeProvider time) =>
        (_plan, _gates, _time) = (plan, gates, time);

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
    /// <exception cref="InvalidCastException">The actor replied something else.</exception>
    /// <exception cref="RegionClosedException">The pipeline does not run any more.</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    /// <exception cref="FormatException">The key has other parts than the plan's.</exception>
    /// <exception cref="ArgumentException">The key has half of a surrogate pair in it.</exception>
    /// <remarks>An exception of the actor itself comes through as it is.</remarks>
    public async Task<TReply> AskAsync<TReply>(
        string key, TMessage message, TimeSpan timeout, long? expectedVersion = null,
        CancellationToken cancellation = default)
    {
        var answer = Post(key, message, expectedVersion);
        return ReplyOf<TReply>(await answer.WaitAsync(timeout, _time, cancellation).ConfigureAwait(false));
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
        var answer = new TaskRequester();
        var request = Request(key, message, expectedVersion, answer);
        await GateOf(request).WriteAsync(request, cancellation).ConfigureAwait(false);
        return answer.Task;
    }

    /// <summary>
    /// Schedules a message to an actor: a background job. It survives restarts, is delivered once the delay is over by
    /// the node's time, and where the actor fails at it, it is tried again, with a pause that doubles from one second
    /// up to a minute; at last it is a dead letter. Needs <c>Messages</c> in the actor's definition.
    /// </summary>
    /// <param name="key">The actor's key as text.</param>
    /// <param name="name">The job's name among the actor's timers; one of the same name is replaced.</param>
    /// <param name="message">The message.</param>
    /// <param name="delay">How long from now.</param>
    /// <param name="retries">How often it is tried again.</param>
    /// <param name="cancellation">Ends the wait; the job may be scheduled all the same.</param>
    /// <returns>A task that ends when the job is on disk.</returns>
    /// <exception cref="MailboxFullException">Too many messages wait: try again later.</exception>
    /// <exception cref="InvalidOperationException">The actor does not say how messages are written.</exception>
    /// <exception cref="RegionClosedException">The pipeline does not run any more.</exception>
    public Task ScheduleAsync(
        string key, string name, TMessage message, TimeSpan delay, int retries = 0,
        CancellationToken cancellation = default) =>
        PostSchedule(key, name, message, delay, retries).WaitAsync(cancellation);

    /// <summary>
    /// Lets an actor go on that was stopped after a failure: its timers come due again, and what it has put aside is
    /// handled first. Ends when that is on disk.
    /// </summary>
    /// <param name="key">The actor's key as text.</param>
    /// <param name="cancellation">Ends the wait; the actor goes on all the same.</param>
    /// <returns>Whether it was stopped.</returns>
    /// <exception cref="MailboxFullException">Too many messages wait: try again later.</exception>
    /// <exception cref="RegionClosedException">The pipeline does not run any more.</exception>
    /// <exception cref="FormatException">The key has other parts than the plan's.</exception>
    /// <exception cref="ArgumentException">The key has half of a surrogate pair in it.</exception>
    public async Task<bool> ResumeAsync(string key, CancellationToken cancellation = default) =>
        ReplyOf<bool>(await PostResume(key).WaitAsync(cancellation).ConfigureAwait(false));

    /// <summary>Sends a message if there is room; the task ends with the reply.</summary>
    internal Task<object?> Post(string key, TMessage message, long? expectedVersion)
    {
        var answer = new TaskRequester();
        return Post(Request(key, message, expectedVersion, answer), answer);
    }

    /// <summary>Resumes an actor if there is room; the task ends with whether it was stopped.</summary>
    internal Task<object?> PostResume(string key)
    {
        var (bytes, answer) = (KeyCodec.ParseJoined(_plan.Key, key), new TaskRequester());
        return Post(new ResumeRequest(KeyHash.Compute(bytes), bytes) { Requester = answer }, answer);
    }

    /// <summary>Schedules a message if there is room; the task ends when it is on disk.</summary>
    internal Task<object?> PostSchedule(string key, string name, TMessage message, TimeSpan delay, int retries)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        WholeText.Check(name, "the job's name");
        ArgumentOutOfRangeException.ThrowIfNegative(retries);
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        var (bytes, answer) = (KeyCodec.ParseJoined(_plan.Key, key), new TaskRequester());
        var job = (name, delay.Ticks / TimeSpan.TicksPerMicrosecond, retries);
        return Post(
            new ScheduleRequest<TMessage>(KeyHash.Compute(bytes), bytes, job, message) { Requester = answer }, answer);
    }

    /// <summary>The reply as what was asked for.</summary>
    internal TReply ReplyOf<TReply>(object? reply) => reply switch
    {
        TReply answer => answer,
        null => throw new NoReplyException(_plan.Actor!.Name),
        _ => throw new InvalidCastException(
            $"actor {_plan.Actor!.Name} replied {reply.GetType().Name}, not {typeof(TReply).Name}"),
    };

    private Task<object?> Post(ActorRequest request, TaskRequester answer)
    {
        var gate = GateOf(request);
        return gate.TryWrite(request) ? answer.Task : throw new MailboxFullException(gate.Capacity);
    }

    private ActorRequest<TMessage> Request(
        string key, TMessage message, long? expectedVersion, TaskRequester answer)
    {
        var bytes = KeyCodec.ParseJoined(_plan.Key, key);
        return new ActorRequest<TMessage>(KeyHash.Compute(bytes), bytes, message)
        {
            ExpectedVersion = expectedVersion,
            Requester = answer,
        };
    }

    private RequestGate GateOf(ActorRequest request) => _gates[KeyHash.ShardOf(request.Hash, _plan.ShardCount)];
}
