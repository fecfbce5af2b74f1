using System.Globalization;
using System.Text;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;
using ActorPipeline.Sharding;
using ActorPipeline.Sinks;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Simulation.Nodes;
using ActorPipeline.TestKit.Simulation.Scripted;
using ActorPipeline.TestKit.Simulation.Targets;

namespace ActorPipeline.TestKit.Simulation;

/// <summary>
/// All nodes, and what they share: journal, targets, inputs that grow. One node at a time owns the pipeline, as far as
/// the world knows; the others are down, or were taken over and have not noticed yet.
/// </summary>
internal sealed class SimulatedWorld : IDisposable
{
    private const int MaxSteps = 400_000;

    /// <summary>Steps after which a client waits for time, if for anything.</summary>
    private const int LongSilence = 20_000;

    private readonly Random _random;
    private readonly Queue<Fault> _faults;
    private readonly Queue<TestRecord>[] _unfed;
    private readonly List<(int Step, Action Action)> _later = [];
    private readonly SimulatedNode[] _nodes;
    private readonly WatchedJournal _watched;
    private readonly List<string> _trace = [];
    private readonly Asker? _asker;
    private SimulatedNode? _owner;
    private int _ownerMissedFor;
    private int _failoverAfter;
    private SimulatedNode? _busy;
    private bool _isInputOver;

    public SimulatedWorld(int seed, RandomPipeline pipeline, IReadOnlyList<Fault> faults, SimulationOptions options)
    {
        (Pipeline, Options, _faults) = (pipeline, options, new Queue<Fault>(faults));
        _random = new Random(unchecked((seed * 31) + 5));
        var shards = pipeline.Plan.ShardCount;
        Journal = _watched = new WatchedJournal(
            options.CreateJournal(), shards, canDieLater: pipeline.Actors is not null);
        Inputs = [.. pipeline.Partitions.Select(_ => new MemoryInput
        {
            MaxBatchRows = _random.Next(1, 40), MaxRecordBytes = 800, IsFinite = false,
            PositionsAreOffsets = _random.Next(2) == 0,
        })];
        _unfed = [.. pipeline.Partitions.Select(p => new Queue<TestRecord>(p))];
        Results = CreateTarget();
        DeadLetters = CreateTarget();
        _nodes = [.. Enumerable.Range(0, pipeline.Nodes).Select(i => new SimulatedNode(i, this, (seed * 131) + i))];
        _asker = pipeline.Actors is { } actors
            ? new Asker(actors, new Random(unchecked((seed * 17) + 3)), options.ClientExpectsVersions)
            : null;
        Figures = new SimulationFigures(0, pipeline.Partitions.Sum(p => p.Count), 0, 0, 0, 0, 0);
    }

    public RandomPipeline Pipeline { get; }

    public SimulationOptions Options { get; }

    /// <summary>The journal that nodes connect to.</summary>
    public IJournal Journal { get; }

    public IReadOnlyList<MemoryInput> Inputs { get; }

    public ITarget Results { get; }

    public ITarget DeadLetters { get; }

    public SimulationFigures Figures { get; set; }

    /// <summary>What happened, a line each.</summary>
    public IReadOnlyList<string> Trace => _trace;

    /// <summary>The number of the present step.</summary>
    public int Now { get; private set; }

    /// <summary>Times that any node has opened the pipeline.</summary>
    public long Openings { get; private set; }

    /// <summary>The last opening that took place in the middle of another one.</summary>
    public long Raced { get; private set; }

    public void Run()
    {
        RunUntil(() => _owner is { IsDone: true });
        var owner = _owner!;

        // Nodes that were taken over may still be about. They must not change anything any more.
        RunUntil(() => !_nodes.Any(n => n.IsUp), isSupervised: false);
        Verify($"when node {owner.Number} was done");

        Open(_nodes[_random.Next(_nodes.Length)]);
        RunUntil(() => _owner is { IsDone: true });
        Verify("after one more run that had nothing to do");
        Figures = Figures with { Answers = _asker?.Answers ?? 0 };
    }

    /// <summary>The last commit of a shard.</summary>
    public long SequenceOf(ShardId shard) => _watched.SequenceOf(shard);

    /// <summary>A process connects to the journal.</summary>
    public IJournal ConnectJournal() => Options.WrapJournal?.Invoke(Journal) ?? Journal;

    /// <summary>In the middle of what a node does, others may take some steps.</summary>
    public void Interleave(SimulatedNode busy)
    {
        if (_busy is not null)
        {
            return;
        }

        _busy = busy;
        var down = Array.FindAll(_nodes, n => !n.IsUp && n != busy);
        if (!busy.IsOpen && down.Length > 0 && busy.IsRaced())
        {
            // Both believe that they are to take over: each may get some of the shards.
            Open(down[_random.Next(down.Length)]);
            Raced = Openings;
        }

        for (var steps = _random.Next(4); steps > 0; steps--)
        {
            StepSomebody();
        }

        _busy = null;
    }

    /// <summary>Does something after some steps.</summary>
    public void Later(int steps, Action action) => _later.Add((Now + steps, action));

    /// <summary>A node died: targets may lose what was not durable.</summary>
    public void OnCrash()
    {
        Results.Crash(_random);
        DeadLetters.Crash(_random);
    }

    public ISink CreateSink(ITarget target)
    {
        var sink = target.CreateSink();
        return Options.WrapSink?.Invoke(sink) ?? sink;
    }

    public void Say(int node, string text) => _trace.Add($"step {Now}: node {node} {text}");

    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node.Dispose();
        }

        Journal.Dispose();
    }

    /// <summary>A file has one writer; a table may have many.</summary>
    private ITarget CreateTarget() => Pipeline.Nodes == 1
        ? new FileTarget()
        : new TableTarget(Pipeline.Plan.ShardCount, _watched.SequenceOf);

    private void RunUntil(Func<bool> isOver, bool isSupervised = true)
    {
        for (var end = Now + MaxSteps; !isOver();)
        {
            Now++;
            PipelineTestException.ThrowUnless(Now < end, $"it comes to no end within {MaxSteps} steps");
            MeetFaults();
            DoWhatIsDue();
            Feed();
            Ask();
            if (isSupervised)
            {
                Supervise();
            }

            StepSomebody();
        }
    }

    private void MeetFaults()
    {
        while (_faults.TryPeek(out var fault) && fault.AtStep <= Now)
        {
            _faults.Dequeue();
            var node = _nodes[fault.Node];
            if (fault.Kind != FaultKind.Takeover)
            {
                node.Meet(fault);
            }
            else if (!node.IsUp && _owner is { IsDone: false })
            {
                Say(node.Number, "takes over");
                Open(node);
            }
        }
    }

    private void DoWhatIsDue()
    {
        for (var i = 0; i < _later.Count;)
        {
            if (_later[i].Step > Now)
            {
                i++;
                continue;
            }

            var (_, action) = _later[i];
            _later.RemoveAt(i);
            _trace.Add($"step {Now}: a delayed commit arrives");
            action();
        }
    }

    /// <summary>Inputs grow while they are read.</summary>
    private void Feed()
    {
        if (_random.Next(4) > 0)
        {
            return;
        }

        var partition = _random.Next(_unfed.Length);
        for (var count = _random.Next(1, 6); count > 0 && _unfed[partition].TryDequeue(out var record); count--)
        {
            Inputs[partition].Add(Encoding.UTF8.GetBytes(record.ToString()));
        }

        Inputs[partition].IsFinite = _isInputOver || (_asker is null && _unfed[partition].Count == 0);
    }

    /// <summary>A client goes on; the input is over when it is done, and nothing waits for nodes' time.</summary>
    private void Ask()
    {
        if (_asker is null || _isInputOver || _random.Next(3) > 0)
        {
            return;
        }

        if (!_asker.IsDone)
        {
            _asker.Step(Now, _nodes);
            if (Now - _asker.HeardAt > LongSilence)
            {
                // An actor may wait for a timer that a node has set whose clock is far ahead of the others'.
                WaitForTimers();
            }
        }
        else if (_unfed.All(p => p.Count == 0))
        {
            _isInputOver = Enumerable.Range(0, Pipeline.Plan.ShardCount)
                .All(i => _nodes.Any(n => n.IsOpen && Quiet.IsReached(n.Shards[i], this)));
            WaitForTimers();
        }
    }

    /// <summary>Where nodes wait for nothing but time, it passes.</summary>
    private void WaitForTimers()
    {
        foreach (var node in _nodes)
        {
            if (node.Shards.All(s => Quiet.IsRead(s, this)))
            {
                node.PassTime(TimeSpan.FromMilliseconds(_random.Next(5_000)));
            }
        }
    }

    /// <summary>Who assigns shards: an owner that is not heard of for a while is replaced by another node.</summary>
    private void Supervise()
    {
        if (_owner is { IsDone: true } || (_owner is { IsUp: true } && _owner.StalledUntil <= Now))
        {
            _ownerMissedFor = 0;
            _failoverAfter = _random.Next(200);
            return;
        }

        _ownerMissedFor++;
        var down = Array.FindAll(_nodes, n => !n.IsUp);
        if (_ownerMissedFor > _failoverAfter && down.Length > 0)
        {
            Open(down[_random.Next(down.Length)]);
        }
    }

    private void Open(SimulatedNode node)
    {
        var isTakeover = _nodes.Any(n => n.IsUp);
        if (_nodes.Any(n => n.IsUp && !n.IsOpen && n != node))
        {
            // Who has not come so far may yet claim what this one has claimed.
            Raced = Openings + 1;
        }

        Figures += new SimulationFigures(0, 0, 1, 0, isTakeover ? 1 : 0, 0, 0);
        (_owner, _ownerMissedFor) = (node, 0);
        node.Open(++Openings);
    }

    private void StepSomebody()
    {
        var awake = Array.FindAll(_nodes, n => n.IsUp && n.StalledUntil <= Now && n != _busy);
        if (awake.Length > 0)
        {
            awake[_random.Next(awake.Length)].Step();
        }
    }

    private void Verify(string when)
    {
        var dead = DeadLetters.Rows.Select(r => DeadLetter.Of(r))
            .Where(l => !IsOfClient(l)).Select(l => (l.Partition, Index: IndexOf(l), l.Reason)).Order().ToArray();
        var doubled = dead.GroupBy(d => d).Where(g => g.Count() > 1).Select(g => g.Key);
        PipelineTestException.ThrowUnless(
            Pipeline.Dead.SequenceEqual(dead),
            $"{when}: dead letters differ; missing: {Some(Pipeline.Dead.Except(dead))}; unexpected: "
            + $"{Some(dead.Except(Pipeline.Dead))}; doubled: {Some(doubled)}");
        RowComparison.AssertSame(Pipeline.Results, Results.Rows.Select(r => r.Values), Pipeline.KeyColumns, when);
        var counted = Counted();
        PipelineTestException.ThrowUnless(counted.IsBalanced, $"{when}: records are lost or doubled: {counted}");
        PipelineTestException.ThrowUnless(
            counted == Pipeline.Counters, $"{when}: counted {counted}, not {Pipeline.Counters}");
        if (Pipeline.Actors is { } actors)
        {
            FinalStates.Check(this, actors, when);
        }
    }

    /// <summary>
    /// A message of a client at which an actor fails is no dead letter, as long as the client can be told. One that was
    /// put aside when its node died may find another version than the client expected, who has asked again meanwhile.
    /// </summary>
    private static bool IsOfClient(DeadLetter letter) => letter.Partition < 0
        && (letter.Record.StartsWith(nameof(Deed.BadAsk), StringComparison.Ordinal)
            || letter.Record.StartsWith(nameof(Deed.Ask), StringComparison.Ordinal));

    /// <summary>Which record a dead letter is about; or which job or timer.</summary>
    private int IndexOf(DeadLetter letter) => letter.Partition >= 0
        ? Inputs[letter.Partition].LineAt(letter.Position)
        : letter.Record.StartsWith("timer ", StringComparison.Ordinal)
            ? int.Parse(letter.Record.Split('-')[1], CultureInfo.InvariantCulture)
            : (int)Told.Parse(letter.Record).Number;

    private PipelineCounters Counted()
    {
        var counters = default(PipelineCounters);
        for (var i = 0; i < Pipeline.Plan.ShardCount; i++)
        {
            var shard = new ShardId(i);
            var head = Journal.ReadHead(shard);
            if (head.Sequence > 0)
            {
                var state = Envelope.Open(head.State.Span, BlobKind.Head, shard, head.Sequence, out _);
                counters += ShardHeadState.Read(state).Counters;
            }
        }

        return counters;
    }

    private static string Some<T>(IEnumerable<T> items) =>
        string.Join(' ', items.Take(3).Select(i => i!.ToString())) is { Length: > 0 } text ? text : "none";
}
