using ActorPipeline.Actors;
using ActorPipeline.Definitions;
using ActorPipeline.Emission;
using ActorPipeline.Expressions;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Tests.Journal;
using ActorPipeline.Windows;

namespace ActorPipeline.Tests.Windows;

/// <summary>A window program with one page of actors, named by their place, and events of a few columns.</summary>
internal sealed class ProgramRig
{
    private static readonly (string Name, ColumnType Type)[] _columns =
    [
        ("t", ColumnType.Timestamp), ("i", ColumnType.Int64), ("d", ColumnType.Double), ("m", ColumnType.Decimal),
        ("s", ColumnType.String),
    ];

    private readonly PipelinePlan _plan;
    private readonly EventBatch _events;
    private readonly IReadOnlyList<TypedExpression> _eventColumns;

    public ProgramRig(WindowSpec window, long lateness, int maxWindows, params string[] aggregates)
        : this(window, lateness, maxWindows, null, aggregates)
    {
    }

    /// <summary>A program whose plan follows those of a journal, of which the last keeps its history there.</summary>
    public ProgramRig(
        WindowSpec window, long lateness, int maxWindows, InMemoryJournal? journal, params string[] aggregates)
    {
        var schema = new ExpressionSchema(_columns);
        _plan = new PipelinePlan
        {
            Name = "test",
            Source = new StdinSourceSpec(),
            Decoder = new JsonDecoderSpec([.. _columns.Select(
                c => new ColumnSpec(c.Name, c.Type, c.Name, new TimeFormat(TimeFormatKind.EpochMicros)))]),
            Key = [],
            EventTime = new EventTimeSpec(0, 0, lateness, TimeSpan.FromSeconds(1), 1_000),
            Window = window,
            Aggregates = [.. aggregates.Select((text, i) => AggregateSyntax.Parse($"a{i}", text, schema))],
            Sink = new SinkSpec.Console(1),
            DeadLetterPath = "dead",
            Engine = new EngineOptions { MaxWindowsPerKey = maxWindows },
        };
        _eventColumns = EventLayout.Of(_plan).Columns;
        var history = journal is null ? StateHistory.Of(_plan) : StateHistory.Open(journal, _plan);
        Version = history.Current.Version;
        Program = new WindowProgram(_plan, history);
        Program.AddPage(0);
        _events = new EventBatch([.. _eventColumns.Select(c => c.Type)]) { WatermarkAt = _ => long.MinValue };
        for (var place = 0; place < 8; place++)
        {
            Keys.Add(place, (ulong)place, []);
        }
    }

    public WindowProgram Program { get; }

    /// <summary>The version of the plan.</summary>
    public int Version { get; }

    public ActorPage Keys { get; } = new();

    /// <summary>Applies events of (actor, time, values of the event columns).</summary>
    /// <returns>The numbers of the rejected.</returns>
    public List<int> Apply(int partition, params (int Actor, long TimeUs, object?[] Values)[] events) =>
        Apply(partition, [], events);

    /// <summary>Applies events that have skipped so many windows each.</summary>
    /// <returns>The numbers of the rejected.</returns>
    public List<int> Apply(int partition, int[] skipped, (int Actor, long TimeUs, object?[] Values)[] events)
    {
        _events.Reset(events.Length);
        _events.HasSkippedWindows = skipped.Length > 0;
        skipped.CopyTo(_events.SkippedWindows, 0);
        _events.Partition = new PartitionId(partition);
        for (var i = 0; i < events.Length; i++)
        {
            (_events.Ordinals[i], _events.TimesUs[i]) = (events[i].Actor, events[i].TimeUs);
        }

        for (var column = 0; column < _events.Columns.Length; column++)
        {
            var type = _eventColumns[column].Type;
            _events.Columns[column] = Columns.Make(type, _events.Text, [.. events.Select(e => e.Values[column])]);
        }

        var output = new ShardOutput();
        Program.ApplyBatch(_events, output);
        return [.. output.Refused.Select(r => r.Message)];
    }

    /// <summary>Takes over the state of a rig of an older plan, as a restart does.</summary>
    public void Load(ProgramRig older)
    {
        Program.DropPage(0);
        Bytes.Read(
            Bytes.Written(older.WritePage),
            (ref ByteCursor cursor) => Program.LoadPage(0, Keys, older.Version, ref cursor));
    }

    /// <summary>An actor's open windows.</summary>
    public List<object?[]> Show(int actor)
    {
        var results = new ResultRows(_plan);
        Program.ShowOpen(actor, results, []);
        return Rows(results);
    }

    /// <summary>Replays what a rig of an older plan has applied last.</summary>
    public void Replay(ProgramRig older) => Program.Replay(older._events, older.Version);

    /// <summary>Writes the page as a snapshot does.</summary>
    public void WritePage(ByteWriter writer) => Program.WritePage(0, Keys, writer);

    /// <summary>Closes what is due; returns the rows.</summary>
    public List<object?[]> Close(long watermarkUs, bool isEndOfInput = false)
    {
        var (results, output) = (new ResultRows(_plan), new ShardOutput());
        output.Begin(new ByteWriter(), results, new DeadLetterRows(), []);
        Program.ClosePage(0, watermarkUs, isEndOfInput, output, Keys);
        return Rows(results);
    }

    private static List<object?[]> Rows(ResultRows results) =>
        [.. Enumerable.Range(0, results.Batch.RowCount).Select(row =>
            results.Batch.Columns.Select(c => ColumnValues.Get(c, row, results.Batch.Scratch)).ToArray())];
}
