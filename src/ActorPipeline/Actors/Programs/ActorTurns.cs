using System.Runtime.InteropServices;
using System.Text;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Actors;

/// <summary>
/// Gives actors their turn: hands them a message or a timer, journals and applies what they return, and supervises
/// those that fail.
/// </summary>
internal sealed partial class ActorTurns<TMessage, TEvent, TState>
    where TMessage : notnull
    where TEvent : notnull
{
    private const long FirstJobPauseUs = 1_000_000;
    private const long LongestJobPauseUs = 60_000_000;
    private const int MaxFired = 100_000;
    private const int MaxFacts = 1 << 20;
    private const int None = Delivery<TMessage>.None;

    private static readonly PartitionId _nowhere = new(None);

    private readonly EventSourcedActor<TMessage, TEvent, TState> _actor;
    private readonly EventSourcedActor<TMessage, TEvent, TState>.Definition _definition;
    private readonly EventSourcedActor<TMessage, TEvent, TState>.Context _context;
    private readonly ActorMemory<TMessage, TEvent, TState> _memory;
    private readonly FactLog _facts;
    private readonly ByteWriter _payload = new();
    private ShardOutput _output = new();
    private int _turn;

    public ActorTurns(
        EventSourcedActor<TMessage, TEvent, TState> actor,
        EventSourcedActor<TMessage, TEvent, TState>.Definition definition,
        ActorMemory<TMessage, TEvent, TState> memory,
        KeyCodec keys,
        bool retainsEvents)
    {
        (_actor, _definition, _memory) = (actor, definition, memory);
        _facts = new FactLog(retainsEvents);
        _context = new(definition, () => keys.ToText(_output.KeyOf(_turn)));
    }

    /// <summary>Begins a batch or a page.</summary>
    public void Begin(ShardOutput output)
    {
        _output = output;
        _facts.Clear();
    }

    /// <summary>Ends it: what happened becomes a frame of the journal.</summary>
    public void End() => _facts.WriteTo(_output);

    /// <summary>
    /// Gives an actor a message, unless it rests, is stopped, or is not of the version that is asked for.
    /// </summary>
    public void Deliver(in Delivery<TMessage> delivery)
    {
        var (page, place) = (_memory.PageOf(delivery.Ordinal), delivery.Ordinal & ActorPage.Mask);
        if (IsRefused(delivery.Request, page.Versions[place]))
        {
            return;
        }

        if (page.Extras(place) is { } extras)
        {
            if (extras.StoppedBecause is { } reason)
            {
                Bury(delivery, $"its actor was stopped: {reason}", new ActorStoppedException(reason));
                return;
            }

            if (extras.RestingUntilUs != 0)
            {
                TryPutAside(delivery, FactKind.Stashed, delivery.Attempts);
                return;
            }
        }

        Run(delivery);
    }

    /// <summary>
    /// Fires the timers of an actor that come due before a record: by the watermark where the record stands, so that
    /// their order does not depend on the size of batches.
    /// </summary>
    public void FireBefore(int ordinal, EventBatch messages, int message)
    {
        var (page, place) = (_memory.PageOf(ordinal), ordinal & ActorPage.Mask);
        if (page.Extras(place) is { } extras && extras.DueUs != long.MaxValue)
        {
            FireDue(ordinal, extras, TimerClock.Event, messages.ClockAt!(message));
        }
    }

    /// <summary>Fires what is due in a page, each actor's in order of time; and wakes those that have rested.</summary>
    public void FirePage(int number, TimerClock clock, long byUs, ActorPage keys)
    {
        var page = _memory.Page(number);
        for (var place = 0; place < ActorPage.Size; place++)
        {
            if (page.Extras(place) is not { } extras || !keys.IsLive(place))
            {
                continue;
            }

            var ordinal = (number << ActorPage.Shift) + place;
            if (clock == TimerClock.Node && extras.RestingUntilUs != 0 && extras.RestingUntilUs <= byUs)
            {
                AddFact(ordinal, FactKind.Resting, byUs, [0]);
                Unstash(ordinal, extras.StashCount);
            }

            FireDue(ordinal, extras, clock, byUs);
        }
    }

    private void Fire(int ordinal, ActorTimer timer)
    {
        AddFact(ordinal, FactKind.TimerGone, timer.DueUs, Encoding.UTF8.GetBytes(timer.Name));
        var timeUs = timer.Message is null ? timer.DueUs : _output.NowUs;
        var delivery = new Delivery<TMessage>(
            ordinal, default!, timeUs, None, _nowhere, 0, timer.Attempts, Timer: timer);
        if (timer.Message is null || TryRead(ref delivery, timer.Message))
        {
            Run(delivery);
        }
    }

    /// <summary>Fires what is due of one actor, in order of time.</summary>
    private void FireDue(int ordinal, ActorExtras extras, TimerClock clock, long byUs)
    {
        var (fired, lastUs) = (0, long.MinValue);
        while (extras.IsActive && extras.NextDue(clock, byUs) is { } timer)
        {
            // Those that go on in time come to an end, however many there are.
            (fired, lastUs) = timer.DueUs > lastUs ? (0, timer.DueUs) : (fired + 1, lastUs);
            if (fired == MaxFired)
            {
                Stop(ordinal, byUs, "its timers come due without end");
                return;
            }

            Fire(ordinal, timer);
            if (_facts.Count >= MaxFacts)
            {
                End();
                _facts.Clear();
            }
        }
    }

    private void Run(in Delivery<TMessage> delivery)
    {
        var (page, place) = (_memory.PageOf(delivery.Ordinal), delivery.Ordinal & ActorPage.Mask);
        var (facts, payloads) = (_facts.Count, _facts.Payloads.Length);
        _turn = delivery.Ordinal;
        (_context.TimeUs, _context.Version) = (delivery.TimeUs, page.Versions[place]);
        _context.Effects.Clear();
        byte[]? aside = null;
        try
        {
            var state = _memory.StateOf(page, place);
            var effects = delivery.Timer is { Message: null } timer
                ? _actor.OnTimer(timer.Name, state, _context)
                : _actor.Receive(delivery.Message, state, _context);
            if (effects != _context.Effects)
            {
                throw new InvalidOperationException("the effects are not those of this context");
            }

            WriteEvents(delivery);
            if (effects.IsStashed && !CanPutAside(delivery, out aside))
            {
                _facts.Truncate(facts, payloads);
                return;
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _facts.Truncate(facts, payloads);
            Supervise(delivery, failure);
            return;
        }

        Commit(delivery, aside);
    }

    private void WriteEvents(in Delivery<TMessage> delivery)
    {
        foreach (var @event in CollectionsMarshal.AsSpan(_context.Effects.Events))
        {
            _facts.Name(delivery.Ordinal, _context.Version);
            var from = _facts.Payloads.Length;
            var number = _definition.Events.Write(_facts.Payloads, @event);
            _facts.Add(delivery.Ordinal, FactKind.FirstEvent + number, delivery.TimeUs, from);
        }
    }

    /// <summary>What an actor wants to happen, happens. Nothing in here fails but by a mistake of ours.</summary>
    private void Commit(in Delivery<TMessage> delivery, byte[]? aside)
    {
        var (ordinal, effects) = (delivery.Ordinal, _context.Effects);
        try
        {
            foreach (var @event in CollectionsMarshal.AsSpan(effects.Events))
            {
                _memory.Apply(ordinal, @event);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new ActorFaultException(ordinal, fault);
        }

        foreach (ref readonly var change in CollectionsMarshal.AsSpan(effects.Timers))
        {
            ChangeTimer(ordinal, delivery.TimeUs, change);
        }

        for (var i = 0; i < effects.Values.Count; i += _definition.Outputs.Count)
        {
            _output.Emit(ordinal, CollectionsMarshal.AsSpan(effects.Values).Slice(i, _definition.Outputs.Count));
        }

        if (effects.IsForgotten)
        {
            _facts.Name(ordinal, _context.Version);
            AddFact(ordinal, FactKind.Forgotten, delivery.TimeUs, default);
        }

        _memory.PageOf(ordinal).SetDismissed(ordinal & ActorPage.Mask, effects.IsPassivated);
        var (isUnstashed, stashed) = (effects.IsUnstashed, StashCount(ordinal));
        if (aside is not null)
        {
            PutAside(delivery, FactKind.Stashed, delivery.Attempts, aside);
        }
        else if (delivery.Request is { } request)
        {
            Answer(request, ordinal, effects);
        }

        if (isUnstashed)
        {
            Unstash(ordinal, stashed);
        }
    }

    private void ChangeTimer(int ordinal, long timeUs, in TimerChange change)
    {
        if (change.Clock == TimerClock.None)
        {
            AddFact(ordinal, FactKind.TimerGone, timeUs, Encoding.UTF8.GetBytes(change.Name));
            return;
        }

        // Due after now even without a delay: what is due now has begun already.
        var dueUs = change.Clock == TimerClock.Event ? change.Us : _output.NowUs + Math.Max(1, change.Us);
        SetTimer(ordinal, timeUs, new ActorTimer(change.Name, change.Clock, dueUs, 0, change.Retries, change.Message));
    }

    private void SetTimer(int ordinal, long timeUs, ActorTimer timer)
    {
        _payload.Truncate(0);
        ActorExtras.WriteTimer(_payload, timer);
        AddFact(ordinal, FactKind.TimerSet, timeUs, _payload.Written);
    }

    private void Answer(
        ActorRequest request, int ordinal, EventSourcedActor<TMessage, TEvent, TState>.Effects effects)
    {
        try
        {
            var state = _memory.StateOf(_memory.PageOf(ordinal), ordinal & ActorPage.Mask);
            _output.Answer(request, effects.ReplyFunction is { } reply ? reply(state) : effects.ReplyValue);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _output.Answer(request, null, failure);
        }
    }

    private void Supervise(in Delivery<TMessage> delivery, Exception failure)
    {
        var detail = $"its actor failed: {failure.GetType().Name}: {failure.Message}";
        var attempts = delivery.Attempts + 1;
        if (delivery.Timer is { Message: not null } job && attempts <= job.Retries)
        {
            var pauseUs = Math.Min(FirstJobPauseUs << Math.Min(attempts - 1, 20), LongestJobPauseUs);
            SetTimer(
                delivery.Ordinal, delivery.TimeUs,
                job with { Attempts = attempts, DueUs = _output.NowUs + pauseUs });
            return;
        }

        switch (Decide(failure))
        {
            case Supervision.Restarted restart
                when attempts < restart.MaxAttempts && delivery is { Request: null, Timer: null }:
                if (!TryPutAside(delivery, FactKind.PutBack, attempts))
                {
                    return;
                }

                _payload.Truncate(0);
                _payload.WriteSigned(_output.NowUs + Math.Max(1, restart.PauseUs(attempts)));
                AddFact(delivery.Ordinal, FactKind.Resting, delivery.TimeUs, _payload.Written);
                return;
            case Supervision.Stopped:
                Stop(delivery.Ordinal, delivery.TimeUs, detail);
                break;
        }

        Bury(delivery, delivery.Attempts == 0 ? detail : $"{detail} (tried {attempts} times)", failure);
    }

    private Supervision Decide(Exception failure)
    {
        try
        {
            var decision = _definition.Supervise(failure);
            return decision is Supervision.Restarted && !_definition.HasMessages ? Supervision.Resume : decision;
        }
        catch (Exception mistake) when (mistake is not OutOfMemoryException)
        {
            return Supervision.Resume;
        }
    }

    /// <summary>A message is not handled: whoever waits is told, or it is a dead letter.</summary>
    private void Bury(in Delivery<TMessage> delivery, string detail, Exception cause)
    {
        if (delivery.Request is { } request)
        {
            _output.Answer(request, null, cause);
        }
        else if (delivery.Index >= 0)
        {
            _output.Refuse(delivery.Index, DeadReason.Failed, detail);
        }
        else
        {
            var message = delivery.Timer is { } timer
                ? timer.Message ?? Encoding.UTF8.GetBytes($"timer {timer.Name}")
                : _definition.Encode(delivery.Message);
            _output.Bury(delivery.Partition, delivery.Position, detail, message);
        }
    }

    /// <summary>Journals a fact that is no event of the actor, and applies it as replay will.</summary>
    private void AddFact(
        int ordinal, int kind, long timeUs, ReadOnlySpan<byte> payload, ActorRequest? request = null)
    {
        var from = _facts.Payloads.Length;
        _facts.Payloads.Append(payload);
        _facts.Add(ordinal, kind, timeUs, from);
        _memory.Apply(ordinal, kind, payload, request);
    }
}
