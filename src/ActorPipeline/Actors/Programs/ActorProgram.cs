using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Actors;

/// <summary>
/// An actor written in C# as a shard program: <see cref="ActorMemory{TMessage, TEvent, TState}"/> holds the state,
/// <see cref="ActorTurns{TMessage, TEvent, TState}"/> gives actors their turn, and what happens is journaled as facts.
/// </summary>
internal sealed class ActorProgram<TMessage, TEvent, TState> : IShardProgram, IActorViewer
    where TMessage : notnull
    where TEvent : notnull
{
    private readonly EventSourcedActor<TMessage, TEvent, TState>.Definition _definition;
    private readonly ActorMemory<TMessage, TEvent, TState> _memory;
    private readonly ActorTurns<TMessage, TEvent, TState> _turns;
    private readonly RecordReader<TMessage>? _reader;
    private readonly StateHistory _history;

    public ActorProgram(ActorSpec<TMessage, TEvent, TState> spec, PipelinePlan plan, StateHistory history)
    {
        (_definition, _reader, _history) = (spec.Definition, spec.Reader, history);
        _memory = new ActorMemory<TMessage, TEvent, TState>(spec.Actor, _definition);
        _turns = new ActorTurns<TMessage, TEvent, TState>(
            spec.Actor, _definition, _memory, new KeyCodec(plan.Key), plan.Engine.RetainEvents);
        RefuseUnknownEvents();
    }

    /// <summary>The state; for tests that compare states.</summary>
    internal ActorMemory<TMessage, TEvent, TState> Memory => _memory;

    public long StateBytes => _memory.Bytes;

    public bool JournalsMessages => false;

    public void ApplyBatch(EventBatch messages, ShardOutput output)
    {
        _turns.Begin(output);
        if (messages.Requests is { } requests)
        {
            for (var i = 0; i < messages.Count; i++)
            {
                ApplyRequest(messages.Ordinals[i], messages.TimesUs[i], requests[i]);
            }
        }
        else
        {
            ApplyRecords(messages, output);
        }

        _turns.End();
    }

    public void Replay(EventBatch events, int planVersion) =>
        throw new FormatDamageException("records of windows, in a journal of an actor");

    public void ReplayFacts(ref ByteCursor cursor, int planVersion, Func<int, bool> isWanted)
    {
        var names = NamesIn(planVersion);
        FactLog.Read(ref cursor, (ordinal, kind, _, payload) =>
        {
            if (!isWanted(ordinal))
            {
                return;
            }

            if (kind < FactKind.FirstEvent)
            {
                _memory.Apply(ordinal, kind, payload);
            }
            else
            {
                _memory.Apply(ordinal, ReadEvent(names, kind - FactKind.FirstEvent, payload));
            }
        });
    }

    public IReadOnlyList<ColumnType> EventTypes(int planVersion) => _history[planVersion].EventTypes;

    public void ClosePage(int page, long watermarkUs, bool isEndOfInput, ShardOutput? output, ActorPage keys)
    {
        _turns.Begin(output!);
        _turns.FirePage(page, TimerClock.Event, watermarkUs, keys);
        _turns.End();
    }

    public void WakePage(int page, ShardOutput output, ActorPage keys)
    {
        _turns.Begin(output);
        _turns.FirePage(page, TimerClock.Node, output.NowUs, keys);
        _turns.End();
    }

    public long DueUs(int page) => _memory.Page(page).DueUs;

    public long AlarmUs(int page) => _memory.Page(page).AlarmUs;

    public bool IsDismissed(int page, int actors) => actors > 0 && _memory.Page(page).DismissedCount == actors;

    public bool IsEmpty(int ordinal) => _memory.IsEmpty(ordinal);

    public void AddPage(int page) => _memory.Add(page);

    public void WritePage(int page, ActorPage keys, ByteWriter writer)
    {
        _memory.Page(page).ForgetDismissed(keys);
        _memory.Write(page, writer);
    }

    public void LoadPage(int page, ActorPage keys, int planVersion, ref ByteCursor cursor) =>
        _memory.Read(page, ref cursor);

    public void DropPage(int page) => _memory.Drop(page);

    public ActorState Show(int ordinal)
    {
        var (page, place) = (_memory.PageOf(ordinal), ordinal & ActorPage.Mask);
        var extras = page.Extras(place);
        return new ActorState(
            page.Versions[place],
            _definition.StateCodec.Describe(_memory.StateOf(page, place)),
            [.. (extras?.Timers ?? []).OrderBy(t => t.DueUs).Select(t => (t.Name, t.DueUs))],
            extras?.StashCount ?? 0,
            extras?.StoppedBecause);
    }

    public void ReadEvents(
        ref ByteCursor cursor, int planVersion, int ordinal, Action<long, string, string> reader, Action onForgotten)
    {
        var names = NamesIn(planVersion);
        FactLog.Read(ref cursor, (about, kind, timeUs, payload) =>
        {
            if (about != ordinal)
            {
                return;
            }

            if (kind == FactKind.Forgotten)
            {
                onForgotten();
            }
            else if (kind >= FactKind.FirstEvent)
            {
                var @event = ReadEvent(names, kind - FactKind.FirstEvent, payload);
                reader(timeUs, names[kind - FactKind.FirstEvent].Name, _definition.Events.Describe(@event));
            }
        });
    }

    private IReadOnlyList<EventName> NamesIn(int planVersion) => _history[planVersion].ActorEvents
        ?? throw new FormatDamageException("facts of an actor, in a journal of windows");

    public void Abandon(Exception cause)
    {
        foreach (var request in _memory.Requests())
        {
            request.Fail(cause);
        }
    }

    public void Condemn(int ordinal, string reason, ShardOutput output)
    {
        _turns.Begin(output);
        _turns.Condemn(ordinal, reason);
        _turns.End();
    }

    private void ApplyRequest(int ordinal, long timeUs, ActorRequest request)
    {
        switch (request)
        {
            case ResumeRequest:
                _turns.Resume(ordinal, request);
                break;
            case ScheduleRequest<TMessage> schedule:
                _turns.Schedule(ordinal, timeUs, schedule);
                break;
            default:
                _turns.Deliver(new Delivery<TMessage>(
                    ordinal, ((ActorRequest<TMessage>)request).Message, timeUs, Delivery<TMessage>.None,
                    new PartitionId(Delivery<TMessage>.None), 0, Request: request));
                break;
        }
    }

    private void ApplyRecords(EventBatch messages, ShardOutput output)
    {
        var reader = _reader ?? throw new InvalidOperationException(
            "the actor is fed by records, but does not say how they are read: add Records(...) in Define");
        for (var i = 0; i < messages.Count; i++)
        {
            TMessage message;
            try
            {
                message = reader(new RecordRow(messages, i));
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                output.Refuse(i, DeadReason.Failed, $"it is no message: {failure.Message}");
                continue;
            }

            var ordinal = messages.Ordinals[i];
            if (_memory.PageOf(ordinal).HasExtras)
            {
                _turns.FireBefore(ordinal, messages, i);
            }

            _turns.Deliver(new Delivery<TMessage>(
                ordinal, message, messages.TimesUs[i], i, messages.Partition, messages.PositionOf!(i)));
        }
    }

    private TEvent ReadEvent(IReadOnlyList<EventName> names, int number, ReadOnlySpan<byte> payload)
    {
        if (number >= names.Count)
        {
            throw new FormatDamageException($"event {number} of {names.Count}");
        }

        return _definition.Events.Read(names[number], payload);
    }

    private void RefuseUnknownEvents()
    {
        foreach (var name in _history.Layouts.SelectMany(l => l.ActorEvents ?? []))
        {
            _definition.Events.RefuseUnknown(name);
        }
    }
}
