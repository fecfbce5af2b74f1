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
internal sealed class ActorTurns<TMessage, TEvent, TState>
    where TMessage : notnull
    where TEvent : notnull
{
    private const long FirstJobPauseUs = 1_000_000;
    private const long LongestJobPauseUs = 60_000_000;
    private const int MaxFired = 100_000;
    private const int None = Delivery<TMessage>.None;

    private static readonly PartitionId _nowhere = new(None);

    private readonly EventSourcedActor<TMessage, TEvent, TState> _actor;
    private readonly EventSourcedActor<TMessage, TEvent, TState>.Definition _definition;
    private readonly EventSourcedActor<TMessage, TEvent, TState>.Context _context;
    private readonly ActorMemory<TMessage, TEvent, TState> _memory;
    private readonly FactLog _facts;
    private readonly ByteWriter _payload = new();
    private readonly ByteArena _encoded = new();
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
        if (!HasVersion(delivery.Ordinal, delivery.Request?.ExpectedVersion, delivery.Request))
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
                PutAside(delivery, FactKind.Stashed, delivery.Attempts);
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
                Unstash(ordinal);
            }

            FireDue(ordinal, extras, clock, byUs);
        }

        page.FindDue();
    }

    private void Fire(int ordinal, ActorTimer timer)
    {
        AddFact(ordinal, FactKind.TimerGone, timer.DueUs, Encoding.UTF8.GetBytes(timer.Name));
        var message = timer.Message is { } bytes ? _definition.MessageCodec.Read(bytes) : default!;
        var timeUs = timer.Message is null ? timer.DueUs : _output.NowUs;
        Run(new Delivery<TMessage>(ordinal, message, timeUs, None, _nowhere, 0, timer.Attempts, Timer: timer));
    }

    /// <summary>Fires what is due of one actor, in order of time.</summary>
    private void FireDue(int ordinal, ActorExtras extras, TimerClock clock, long byUs)
    {
        for (var fired = 0; extras.StoppedBecause is null && extras.NextDue(clock, byUs) is { } timer; fired++)
        {
            if (fired == MaxFired)
            {
                AddFact(ordinal, FactKind.Stopped, byUs, "its timers come due without end"u8);
                return;
            }

            Fire(ordinal, timer);
        }
    }

    private void Run(in Delivery<TMessage> delivery)
    {
        var (page, place) = (_memory.PageOf(delivery.Ordinal), delivery.Ordinal & ActorPage.Mask);
        var state = _memory.StateOf(page, place);
        var (facts, payloads) = (_facts.Count, _facts.Payloads.Length);
        _turn = delivery.Ordinal;
        (_context.TimeUs, _context.Version) = (delivery.TimeUs, page.Versions[place]);
        _context.Effects.Clear();
        try
        {
            var effects = delivery.Timer is { Message: null } timer
                ? _actor.OnTimer(timer.Name, state, _context)
                : _actor.Receive(delivery.Message, state, _context);
            if (effects != _context.Effects)
            {
                throw new InvalidOperationException("the effects are not those of this context");
            }

            WriteEvents(delivery);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _facts.Truncate(facts, payloads);
            Supervise(delivery, failure);
            return;
        }

        Commit(delivery);
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
    private void Commit(in Delivery<TMessage> delivery)
    {
        var (ordinal, effects) = (delivery.Ordinal, _context.Effects);
        foreach (var @event in CollectionsMarshal.AsSpan(effects.Events))
        {
            _memory.Apply(ordinal, @event);
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
        var isUnstashed = effects.IsUnstashed;
        if (effects.IsStashed)
        {
            PutAside(delivery, FactKind.Stashed, delivery.Attempts);
        }
        else if (delivery.Request is { } request)
        {
            Answer(request, ordinal, effects);
        }

        if (isUnstashed)
        {
            Unstash(ordinal);
        }
    }

    private void ChangeTimer(int ordinal, long timeUs, in TimerChange<TMessage> change)
    {
        if (change.Clock == TimerClock.None)
        {
            AddFact(ordinal, FactKind.TimerGone, timeUs, Encoding.UTF8.GetBytes(change.Name));
            return;
        }

        // Due after now even without a delay: what is due now has begun already.
        var dueUs = change.Clock == TimerClock.Event ? change.Us : _output.NowUs + Math.Max(1, change.Us);
        var message = change.HasMessage ? Encode(change.Message!) : null;
        SetTimer(ordinal, timeUs, new ActorTimer(change.Name, change.Clock, dueUs, 0, change.Retries, message));
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

    /// <summary>Whether an actor has the version that a message expects; else whoever waits is told.</summary>
    private bool HasVersion(int ordinal, long? expected, ActorRequest? request)
    {
        var version = _memory.PageOf(ordinal).Versions[ordinal & ActorPage.Mask];
        var isExpected = expected is null || expected == version;
        if (!isExpected && request is not null)
        {
            _output.Answer(request, null, new VersionConflictException(expected!.Value, version));
        }

        return isExpected;
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
                PutAside(delivery, FactKind.PutBack, attempts);
                _payload.Truncate(0);
                _payload.WriteSigned(_output.NowUs + Math.Max(1, restart.PauseUs(attempts)));
                AddFact(delivery.Ordinal, FactKind.Resting, delivery.TimeUs, _payload.Written);
                return;
            case Supervision.Stopped:
                AddFact(delivery.Ordinal, FactKind.Stopped, delivery.TimeUs, Encoding.UTF8.GetBytes(detail));
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

    /// <summary>Puts a message aside, before or behind the others; one too many is a dead letter.</summary>
    private void PutAside(in Delivery<TMessage> delivery, int kind, int attempts)
    {
        var extras = _memory.PageOf(delivery.Ordinal).ExtrasOf(delivery.Ordinal & ActorPage.Mask);
        if (extras.StashCount >= _definition.StashSize)
        {
            var reason = $"its actor has put {extras.StashCount} messages aside, as many as it may";
            Bury(delivery, reason, new InvalidOperationException(reason));
            return;
        }

        var position = delivery.Request?.ExpectedVersion + 1 ?? delivery.Position;
        _payload.Truncate(0);
        ActorExtras.WriteStashed(_payload, new StashedMessage(
            delivery.Partition, position, delivery.TimeUs, attempts, Encode(delivery.Message), null));
        AddFact(delivery.Ordinal, kind, delivery.TimeUs, _payload.Written, delivery.Request);
    }

    /// <summary>Handles what was put aside up to now, until the actor rests or is stopped.</summary>
    private void Unstash(int ordinal)
    {
        var extras = _memory.PageOf(ordinal).ExtrasOf(ordinal & ActorPage.Mask);
        for (var left = extras.StashCount; left > 0 && extras.StashCount > 0; left--)
        {
            if (extras.RestingUntilUs != 0 || extras.StoppedBecause is not null)
            {
                return;
            }

            var first = extras.FirstStashed;
            AddFact(ordinal, FactKind.Unstashed, first.TimeUs, default);
            if (!HasVersion(ordinal, first.ExpectedVersion, first.Request))
            {
                // Whoever does not wait any more has sent it again: that is what the version is for.
                continue;
            }

            Run(new Delivery<TMessage>(
                ordinal, _definition.MessageCodec.Read(first.Message), first.TimeUs, None, first.Partition,
                first.Position, first.Attempts, first.Request));
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
                : Encode(delivery.Message);
            _output.Bury(delivery.Partition, delivery.Position, detail, message);
        }
    }

    private byte[] Encode(TMessage message)
    {
        _encoded.Clear();
        _definition.MessageCodec.Write(_encoded, message);
        return _encoded.Written.ToArray();
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
