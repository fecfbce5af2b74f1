using ActorPipeline.Actors;
using ActorPipeline.TestKit.Actors;

namespace ActorPipeline.TestKit;

/// <summary>
/// One actor, given events, told something, and looked at: in the engine's own code, under its codecs, without a
/// journal. After each step its state is rebuilt from the events, and read from a snapshot, and compared.
/// <code>
/// ActorTest.Of(new Account())
///     .Given(new Deposited(10))
///     .When(new Withdraw(3))
///     .Then([new Withdrawn(3)], emitted: [["withdrawn", 3]], reply: 7)
///     .ThenState(new Balance(7));
/// </code>
/// </summary>
/// <typeparam name="TMessage">What it is told.</typeparam>
/// <typeparam name="TEvent">What happened.</typeparam>
/// <typeparam name="TState">What it knows.</typeparam>
public sealed class ActorTest<TMessage, TEvent, TState>
    where TMessage : notnull
    where TEvent : notnull
{
    private readonly ActorRig<TMessage, TEvent, TState> _rig;
    private Seen<TEvent>? _seen;
    private string _when = "";

    internal ActorTest(EventSourcedActor<TMessage, TEvent, TState> actor, string key)
    {
        var spec = new ActorSpec<TMessage, TEvent, TState>(actor, null);
        _rig = new ActorRig<TMessage, TEvent, TState>(spec, ActorTest.Plan(spec), key);
    }

    /// <summary>
    /// The time of the node: what a request's time is, and what delays are counted from; at first 1970.
    /// </summary>
    public DateTimeOffset Now => DateTimeOffset.UnixEpoch.AddTicks(_rig.NowUs * TimeSpan.TicksPerMicrosecond);

    /// <summary>
    /// Lets time of the node pass, without anything that would be due; <see cref="WhenTimer"/> does that.
    /// </summary>
    public ActorTest<TMessage, TEvent, TState> At(DateTimeOffset time)
    {
        _rig.NowUs = (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return this;
    }

    /// <summary>These events have happened to the actor before.</summary>
    public ActorTest<TMessage, TEvent, TState> Given(params IReadOnlyList<TEvent> events)
    {
        _rig.Replay(events);
        return this;
    }

    /// <summary>Tells the actor something, as a request.</summary>
    public ActorTest<TMessage, TEvent, TState> When(TMessage message)
    {
        (_when, _seen) = ($"when {message}", _rig.Tell(message));
        return this;
    }

    /// <summary>
    /// Lets time come to when a timer, or a scheduled message, is due; others of the same clock come due before it.
    /// </summary>
    /// <exception cref="PipelineTestException">There is no such timer.</exception>
    public ActorTest<TMessage, TEvent, TState> WhenTimer(string name)
    {
        var timer = _rig.Timers.FirstOrDefault(t => t.Name == name)
            ?? throw new PipelineTestException($"there is no timer '{name}'; set are: {Text.List(TimerNames)}");
        (_when, _seen) = ($"when timer {name} is due", _rig.Wait(timer.Clock, timer.DueUs));
        return this;
    }

    /// <summary>Expects these events, and all that was emitted and replied.</summary>
    /// <param name="events">The events, in order.</param>
    /// <param name="emitted">Rows of values without the key, in order; none if nothing is said.</param>
    /// <param name="reply">The reply; null for none.</param>
    /// <exception cref="PipelineTestException">It did something else.</exception>
    public ActorTest<TMessage, TEvent, TState> Then(
        IReadOnlyList<TEvent> events, IReadOnlyList<IReadOnlyList<Value>>? emitted = null, object? reply = null)
    {
        var seen = Seen;
        if (seen.Outcomes.FirstOrDefault(o => o.Failure is not null).Failure is { } failure)
        {
            throw Failed("that it is handled", $"it failed: {failure.GetType().Name}: {failure.Message}");
        }

        if (seen.DeadLetters.Count > 0)
        {
            throw Failed("that it is handled", Text.List(seen.DeadLetters));
        }

        var isSame = events.Count == seen.Events.Count
            && events.Zip(seen.Events).All(p => _rig.Encode(p.First).AsSpan().SequenceEqual(_rig.Encode(p.Second)));
        Expect(isSame, "events", Text.List(events), Text.List(seen.Events));
        var rows = (emitted ?? []).Select(row => Text.List(row.Select(v => v.ToObject()))).ToArray();
        var seenRows = seen.Rows.Select(Text.List).ToArray();
        Expect(rows.SequenceEqual(seenRows), "rows", string.Join(" ", rows), string.Join(" ", seenRows));
        var replied = seen.Outcomes.Count > 0 ? seen.Outcomes[0].Reply : null;
        Expect(Equals(reply, replied), "reply", Text.Of(reply), Text.Of(replied));
        return this;
    }

    /// <summary>Expects these timers to be set, and no others, scheduled messages among them.</summary>
    /// <exception cref="PipelineTestException">There are others.</exception>
    public ActorTest<TMessage, TEvent, TState> ThenTimers(params IReadOnlyList<string> names)
    {
        Expect(names.Order().SequenceEqual(TimerNames), "timers", Text.List(names.Order()), Text.List(TimerNames));
        return this;
    }

    /// <summary>Expects a timer to be set, and when it is due.</summary>
    /// <exception cref="PipelineTestException">It is not, or at another time.</exception>
    public ActorTest<TMessage, TEvent, TState> ThenTimer(string name, DateTimeOffset due)
    {
        var timer = _rig.Timers.FirstOrDefault(t => t.Name == name);
        DateTimeOffset? seen = timer is null
            ? null
            : DateTimeOffset.UnixEpoch.AddTicks(timer.DueUs * TimeSpan.TicksPerMicrosecond);
        Expect(seen == due, $"timer {name} at", Text.Of(due), Text.Of(seen));
        return this;
    }

    /// <summary>Expects this state.</summary>
    /// <exception cref="PipelineTestException">It is another one.</exception>
    public ActorTest<TMessage, TEvent, TState> ThenState(TState state)
    {
        var isSame = _rig.Encode(state).AsSpan().SequenceEqual(_rig.Encode(_rig.State));
        Expect(isSame, "state", Text.Of(state), Text.Of(_rig.State));
        return this;
    }

    /// <summary>Expects that the actor failed, and that nothing happened.</summary>
    /// <typeparam name="TException">With this exception, or one that is derived from it.</typeparam>
    /// <param name="because">What the exception's message has in it; null for anything.</param>
    /// <exception cref="PipelineTestException">It did not, or otherwise, or something happened.</exception>
    public ActorTest<TMessage, TEvent, TState> ThenFails<TException>(string? because = null)
        where TException : Exception
    {
        var seen = Seen;
        var failure = seen.Outcomes.FirstOrDefault(o => o.Failure is not null).Failure;
        var died = seen.DeadLetters.FirstOrDefault(
            d => d.Contains($" {typeof(TException).Name}: ", StringComparison.Ordinal));
        var text = failure is not null ? $"{failure.GetType().Name}: {failure.Message}"
            : died ?? Text.List(seen.DeadLetters);
        var isSo = (failure is TException || died is not null)
            && (because is null || text.Contains(because, StringComparison.Ordinal));
        var expected = because is null ? "" : $": {because}";
        Expect(isSo, "failure", typeof(TException).Name + expected, text);
        Expect(seen.Events.Count + seen.Rows.Count == 0, "events", "none", Text.List(seen.Events));
        return this;
    }

    private Seen<TEvent> Seen => _seen ?? throw new PipelineTestException("nothing was done yet: say When first");

    private IEnumerable<string> TimerNames => _rig.Timers.Select(t => t.Name).Order();

    private void Expect(bool isSo, string what, string expected, string seen)
    {
        if (!isSo)
        {
            throw Failed($"{what} {expected}", $"{what} {seen}");
        }
    }

    private PipelineTestException Failed(string expected, string seen) =>
        new($"{_when}\n  expected  {expected}\n  seen      {seen}");
}
