using System.Text;
using ActorPipeline.Actors;
using ActorPipeline.Emission;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit.Actors;

/// <summary>
/// One actor in the engine's own program, twice: live, and rebuilt from what the live one journals. Both must be the
/// same at any time, so whatever a codec loses is seen.
/// </summary>
internal sealed class ActorRig<TMessage, TEvent, TState>
    where TMessage : notnull
    where TEvent : notnull
{
    private const int Ordinal = 0;

    private readonly ActorSpec<TMessage, TEvent, TState> _spec;
    private readonly ActorProgram<TMessage, TEvent, TState> _live;
    private readonly ActorProgram<TMessage, TEvent, TState> _rebuilt;
    private readonly EventBatch _batch = new([]);
    private readonly ActorPage _page = new();
    private readonly ByteWriter _frames = new();
    private readonly ResultRows _results;
    private readonly DeadLetterRows _deadLetters = new();
    private readonly List<RequestOutcome> _outcomes = [];
    private readonly ShardOutput _output = new();
    private readonly byte[] _key;

    public ActorRig(ActorSpec<TMessage, TEvent, TState> spec, PipelinePlan plan, string key)
    {
        _spec = spec;
        var history = StateHistory.Of(plan);
        _live = new ActorProgram<TMessage, TEvent, TState>(spec, plan, history);
        _rebuilt = new ActorProgram<TMessage, TEvent, TState>(spec, plan, history);
        (_results, _key) = (new ResultRows(plan), Encoding.UTF8.GetBytes(key));
        _live.AddPage(0);
        _rebuilt.AddPage(0);
        _page.Add(Ordinal, 0, _key);
    }

    /// <summary>The time of the node, microseconds since 1970.</summary>
    public long NowUs { get; set; }

    /// <summary>The state, as the live actor has it.</summary>
    public TState State => _live.Memory.StateOf(_live.Memory.Page(0), Ordinal);

    /// <summary>Events so far.</summary>
    public long Version => _live.Memory.Page(0).Versions[Ordinal];

    /// <summary>The timers that are set.</summary>
    public IReadOnlyList<ActorTimer> Timers => _live.Memory.Page(0).Extras(Ordinal)?.Timers ?? [];

    /// <summary>Gives both actors events that happened before.</summary>
    public void Replay(IEnumerable<TEvent> events)
    {
        var log = new FactLog(isNamed: false);
        foreach (var @event in events)
        {
            var from = log.Payloads.Length;
            log.Add(Ordinal, FactKind.FirstEvent + _spec.Definition.Events.Write(log.Payloads, @event), NowUs, from);
        }

        Begin();
        log.WriteTo(_output);
        Replay(_live);
        Replay(_rebuilt);
        Compare();
    }

    /// <summary>Gives the live actor a message from inside the process.</summary>
    public Seen<TEvent> Tell(TMessage message)
    {
        _batch.Reset(1);
        _batch.Requests = [new ActorRequest<TMessage>(0, _key, message)];
        (_batch.Ordinals[0], _batch.TimesUs[0]) = (Ordinal, NowUs);
        Begin();
        _live.ApplyBatch(_batch, _output);
        return End();
    }

    /// <summary>Lets time come to when something is due.</summary>
    public Seen<TEvent> Wait(TimerClock clock, long dueUs)
    {
        Begin();
        if (clock == TimerClock.Event)
        {
            _live.ClosePage(0, dueUs, isEndOfInput: false, _output, _page);
        }
        else
        {
            NowUs = Math.Max(NowUs, dueUs);
            _output.NowUs = NowUs;
            _live.WakePage(0, _output, _page);
        }

        return End();
    }

    /// <summary>An event as it is in the journal.</summary>
    public byte[] Encode(TEvent @event)
    {
        var bytes = new ByteArena();
        var number = _spec.Definition.Events.Write(bytes, @event);
        return [(byte)number, .. bytes.Written];
    }

    /// <summary>A state as it is in the journal.</summary>
    public byte[] Encode(TState state)
    {
        var bytes = new ByteArena();
        _spec.Definition.StateCodec.Write(bytes, state);
        return bytes.Written.ToArray();
    }

    private void Begin()
    {
        _frames.Truncate(0);
        _results.Clear();
        _deadLetters.Clear();
        _outcomes.Clear();
        _output.NowUs = NowUs;
        _output.Begin(_frames, _results, _deadLetters, _outcomes, _ => _key);
    }

    private Seen<TEvent> End()
    {
        var events = new List<TEvent>();
        if (_frames.Length > 0)
        {
            var cursor = new ByteCursor(_frames.Written[1..]);
            FactLog.Read(ref cursor, (_, kind, _, payload) =>
            {
                if (kind >= FactKind.FirstEvent)
                {
                    var name = _spec.Definition.Events.Names[kind - FactKind.FirstEvent];
                    events.Add(_spec.Definition.Events.Read(name, payload));
                }
            });
            Replay(_rebuilt);
        }

        Compare();
        var rows = Enumerable.Range(0, _results.Batch.RowCount)
            .Select(row => SinkRow.Of(default, 0, _results.Batch, row).Values.Skip(1).ToArray()).ToArray();
        var letters = Enumerable.Range(0, _deadLetters.Batch.RowCount)
            .Select(row => DeadLetter.Of(SinkRow.Of(default, 0, _deadLetters.Batch, row)).Detail ?? "").ToArray();
        return new Seen<TEvent>(events, rows, [.. _outcomes], letters);
    }

    private void Replay(ActorProgram<TMessage, TEvent, TState> program)
    {
        if (_frames.Length > 0)
        {
            var cursor = new ByteCursor(_frames.Written[1..]);
            program.ReplayFacts(ref cursor, 1, _ => true);
        }
    }

    /// <summary>What is rebuilt from events, and what is read from a snapshot, is the live state.</summary>
    private void Compare()
    {
        var live = Page(_live);
        if (!live.AsSpan().SequenceEqual(Page(_rebuilt)))
        {
            throw new PipelineTestException(
                "the state that is rebuilt from the events is another one than the live one; an event's codec loses "
                + $"something, or Apply depends on something else\n  live     {State}\n  rebuilt  "
                + _rebuilt.Memory.StateOf(_rebuilt.Memory.Page(0), Ordinal));
        }

        var copy = new ActorMemory<TMessage, TEvent, TState>(_spec.Actor, _spec.Definition);
        var cursor = new ByteCursor(live);
        copy.Read(0, ref cursor);
        var again = new ByteWriter();
        copy.Write(0, again);
        if (!live.AsSpan().SequenceEqual(again.Written))
        {
            throw new PipelineTestException(
                "the state that is read from a snapshot is another one than the live one; the state's codec loses "
                + $"something\n  live  {State}\n  read  {copy.StateOf(copy.Page(0), Ordinal)}");
        }
    }

    private byte[] Page(ActorProgram<TMessage, TEvent, TState> program)
    {
        var writer = new ByteWriter();
        program.WritePage(0, _page, writer);
        return writer.Written.ToArray();
    }
}
