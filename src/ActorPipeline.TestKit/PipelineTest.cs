using System.Globalization;
using ActorPipeline.Events;
using ActorPipeline.Journal;
using ActorPipeline.Notation;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Journals;
using ActorPipeline.TestKit.Rows;
using ActorPipeline.TestKit.Stepping;
using Akka.Actor;

namespace ActorPipeline.TestKit;

/// <summary>
/// Runs a pipeline on one thread, under virtual time, with input, journal and targets in memory. It is the pipeline
/// itself that runs: only its plan's source and sinks are replaced. Whose turn it is and how large batches are is drawn
/// from the seed, so a test that fails once fails always.
/// <code>
/// using var test = new PipelineTest(plan);
/// test.Feed("""{"at":"2026-03-01T10:00:01Z","user":"anna"}""");
/// test.Advance(1.Minutes());
/// test.Crash();
/// test.RunToEnd();
/// test.ExpectResults("""{"user":"anna","logins":1}""");
/// </code>
/// </summary>
public sealed class PipelineTest : IDisposable
{
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(10);

    /// <summary>Longer than any backoff: who does nothing for so long waits for the test.</summary>
    private static readonly TimeSpan _quietFor = TimeSpan.FromSeconds(15);

    private readonly string _replay;
    private readonly World _world;
    private readonly MemoryInput[] _inputs;
    private SteppedHost? _host;
    private PipelineStatus? _lastStatus;
    private bool _isDying;

    /// <summary>A test of a plan. Nothing runs before it is told to.</summary>
    /// <param name="plan">The pipeline; its source and sinks are not opened.</param>
    /// <param name="options">How it runs; null for the defaults.</param>
    public PipelineTest(PipelinePlan plan, PipelineTestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        options ??= new PipelineTestOptions();
        _replay = options.Replay ?? $"replay it with Seed = {options.Seed}";
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Partitions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBatchRecords, 1);
        _inputs = [.. Enumerable.Range(0, options.Partitions).Select(_ => new MemoryInput
        {
            MaxBatchRows = options.MaxBatchRecords, MaxRecordBytes = plan.Source.MaxRecordBytes, IsFinite = false,
        })];
        _world = new World(plan, options.Seed, _inputs) { CanReplay = options.CanReplay };
        Journal = new JournalFaults(_world.Clock);
    }

    /// <summary>What everything random is drawn from.</summary>
    public int Seed => _world.Seed;

    /// <summary>The clock of the pipeline.</summary>
    public ManualClock Clock => _world.Clock;

    /// <summary>Lets the journal fail.</summary>
    public JournalFaults Journal { get; }

    /// <summary>Processes that died so far.</summary>
    public int Crashes { get; private set; }

    /// <summary>Whether a process runs.</summary>
    public bool IsRunning => _host is not null;

    /// <summary>The result rows that were delivered, in order.</summary>
    public IReadOnlyList<SinkRow> Results => _world.Results.Rows;

    /// <summary>The dead letters that were delivered, in order.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters => [.. _world.DeadLetters.Rows.Select(DeadLetter.Of)];

    /// <summary>A look at the running process, or the last one at the last process; null before the first.</summary>
    public PipelineStatus? Status => _host?.Host.Status ?? _lastStatus;

    /// <summary>Appends records to the first partition.</summary>
    public void Feed(params IReadOnlyList<string> records) => FeedPartition(0, records);

    /// <summary>Appends records to a partition.</summary>
    public void FeedPartition(int partition, params IReadOnlyList<string> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
        {
            _inputs[partition].Add(record);
        }
    }

    /// <summary>
    /// Runs until nothing more happens: all that was fed is read, applied, committed and delivered. Time passes as far
    /// as commits, flushes and backoffs need it.
    /// </summary>
    public void RunUntilIdle() => RunUntil(host =>
        host.IsSettled && _world.Source!.IsAtEnd && host.Host.Status.Queues.All(q => q.Used == 0));

    /// <summary>Runs until idle, then lets time pass, bit by bit, and runs whatever it brings about.</summary>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        RunUntilIdle();
        var slice = TimeSpan.FromTicks(Math.Max(_tick.Ticks, time.Ticks / 1_000));
        for (var left = time; left > TimeSpan.Zero; left -= slice)
        {
            Clock.Advance(left < slice ? left : slice);
            Guard(host =>
            {
                while (host.Round())
                {
                }
            });
        }
    }

    /// <summary>Takes this many steps, each of a stop drawn at random; time passes in between.</summary>
    /// <returns>Whether there is more to do: false when the run has ended.</returns>
    public bool Run(int steps)
    {
        var isGoingOn = true;
        for (var i = 0; i < steps && isGoingOn; i++)
        {
            Guard(host => isGoingOn = host.Step());
        }

        return isGoingOn;
    }

    /// <summary>Says that all input is there: who comes to its end does not wait for more.</summary>
    public void EndInput() => SetFinite(true);

    /// <summary>Ends the input, and runs until all of it is delivered and all windows are closed.</summary>
    /// <exception cref="PipelineTestException">Records are not accounted for.</exception>
    public void RunToEnd()
    {
        EndInput();
        var isDone = false;
        while (!isDone)
        {
            Guard(host =>
            {
                host.RunToEnd();
                isDone = true;
            });
        }

        Close();
        SetFinite(false);
        ExpectBalanced();
    }

    /// <summary>Stops in order, as Ctrl-C does: what is in flight is committed and delivered.</summary>
    public void Stop()
    {
        var isDone = false;
        while (!isDone && _host is not null)
        {
            Guard(host =>
            {
                host.Drain();
                isDone = true;
            });
        }

        Close();
    }

    /// <summary>
    /// A power cut, now: what is not committed is gone, and of what the targets did not make durable some is. The next
    /// run goes on from there.
    /// </summary>
    public void Crash()
    {
        Crashes++;
        _lastStatus = Status;
        if (_host is not null)
        {
            _isDying = true;
            _world.Crash(_host);
            (_host, _isDying) = (null, false);
        }
    }

    /// <summary>Opens a process where none runs, such as after a crash; else the next run does.</summary>
    /// <exception cref="JournalException">What is journaled is damaged.</exception>
    public void Start()
    {
        if (_host is not null)
        {
            return;
        }

        Journal.IsArmed = false;
        _world.Journal = Journal.Before(_world.Memory);
        _host = _world.Open();
        Journal.IsArmed = true;
    }

    /// <summary>Expects these rows, and no others, in any order; each an object of JSON.</summary>
    /// <param name="rows">A column that a row leaves out may have any value.</param>
    /// <exception cref="PipelineTestException">The rows are others.</exception>
    public void ExpectResults(params IReadOnlyList<string> rows) => ExpectResults([.. rows.Select(ExpectedRow.Parse)]);

    /// <summary>Expects these rows, and no others.</summary>
    /// <exception cref="PipelineTestException">The rows are others.</exception>
    public void ExpectResults(IReadOnlyList<ExpectedRow> rows, bool isOrdered = false) =>
        Expect("results", rows, Results, _world.Plan.ResultColumns, isOrdered);

    /// <summary>Expects these dead letters, and no others.</summary>
    /// <exception cref="PipelineTestException">They are others.</exception>
    public void ExpectDeadLetters(params IReadOnlyList<(DeadReason Reason, string Record)> letters) =>
        ExpectDeadLetters([.. letters.Select(l => new ExpectedRow(
            [KeyValuePair.Create("reason", (string?)DeadLetter.NameOf(l.Reason)), new("record", l.Record)]))]);

    /// <summary>Expects these dead letters, and no others.</summary>
    /// <param name="letters">With the columns of <see cref="DeadLetter.Columns"/>.</param>
    /// <exception cref="PipelineTestException">They are others.</exception>
    public void ExpectDeadLetters(IReadOnlyList<ExpectedRow> letters) => Expect(
        "dead letters", letters, [.. DeadLetters.Select(l => l.ToRow())], DeadLetter.Columns, isOrdered: false);

    /// <summary>Expects that every record is accounted for: <c>in = applied + filtered + dead</c>.</summary>
    /// <exception cref="PipelineTestException">One is not.</exception>
    public void ExpectBalanced()
    {
        if (Status is { Counters: { IsBalanced: false } counters })
        {
            throw Failure($"{counters.In - counters.Applied - counters.Filtered - counters.Dead} records are lost\n");
        }
    }

    /// <summary>
    /// The actors, to be told and asked; where no process runs, one is started by that.
    /// </summary>
    /// <typeparam name="TMessage">What the plan's actor is told.</typeparam>
    public TestRegion<TMessage> Region<TMessage>()
        where TMessage : notnull => new(this, () =>
        {
            Start();
            return _host!.Host.Region<TMessage>();
        });

    /// <summary>The events of the actors, as history.</summary>
    /// <typeparam name="TEvent">What the plan's actor journals.</typeparam>
    public EventStore<TEvent> Events<TEvent>()
        where TEvent : notnull => new(_world.Memory, _world.Plan, Clock);

    /// <summary>
    /// Sends an envelope to the process that runs, and runs nothing. The sender is told what becomes of it, unless a
    /// crash comes before: who dies says nothing.
    /// </summary>
    internal void Tell(ActorEnvelope envelope, IActorRef sender, IActorRef region) => EnvelopeGate.Send(
        envelope, _world.Plan, _host!.Host.Parts.Gates,
        new MortalRequester(new ActorRequester(sender, region), () => _isDying));

    /// <summary>Runs until something has happened; time passes where nothing else does.</summary>
    /// <exception cref="TimeoutException">It does not happen within a time.</exception>
    internal void RunUntil(Func<bool> hasHappened, TimeSpan timeout)
    {
        var until = Clock.GetUtcNow() + timeout;
        while (!hasHappened())
        {
            if (Clock.GetUtcNow() > until)
            {
                var waits = Status?.WaitingFor is { } reason ? $"; the pipeline waits for {reason}" : "";
                throw new TimeoutException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"no answer within {DurationText.Of(timeout)} of virtual time{waits} (Seed = {Seed})"));
            }

            Guard(host =>
            {
                if (!host.Round())
                {
                    Clock.Advance(_tick);
                }
            });
        }
    }

    /// <summary>Ends the process that runs, if one does.</summary>
    public void Dispose() => Close();

    /// <summary>Runs until something is so, or nothing happens for long.</summary>
    private void RunUntil(Func<SteppedHost, bool> isSo) => Guard(host =>
    {
        var startedAt = Clock.GetTimestamp();
        while (!host.IsDone)
        {
            if (host.Round())
            {
                continue;
            }

            if (isSo(host) || Clock.GetElapsedTime(Math.Max(startedAt, host.ProgressedAt)) > _quietFor)
            {
                return;
            }

            Clock.Advance(_tick);
        }
    });

    private void Expect(
        string what, IReadOnlyList<ExpectedRow> expected, IReadOnlyList<SinkRow> actual,
        IReadOnlyList<ResultColumn> columns, bool isOrdered)
    {
        if (expected.SelectMany(r => r.UnknownIn(columns)).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException(
                $"{what} have no column '{unknown}'; they have {string.Join(", ", columns.Select(c => c.Name))}");
        }

        var difference = RowDifference.Between(expected, actual, isOrdered);
        if (!difference.IsEmpty)
        {
            throw Failure(
                $"{what}: {difference.Missing.Count} of {expected.Count} missing, "
                + $"{difference.Unexpected.Count} of {actual.Count} unexpected\n{difference}");
        }
    }

    private PipelineTestException Failure(string text)
    {
        var waits = Status?.WaitingFor is { } reason ? $"\n  waits for   {reason}" : "";
        return new PipelineTestException(
            $"{text}  counted     {Counted}{waits}\n"
            + $"  {_replay}");
    }

    private string Counted => Status is { Counters: var counted }
        ? $"in {counted.In}, applied {counted.Applied}, filtered {counted.Filtered}, dead {counted.Dead}"
        : "nothing, no process was started";

    /// <summary>Runs something, in a process that is started where none runs and is gone where it dies.</summary>
    private void Guard(Action<SteppedHost> run)
    {
        try
        {
            Start();
            run(_host!);
            if (_host!.Host.Failure is { } failure)
            {
                throw new PipelineTestException($"the run failed: {failure.Message}\n  Seed = {Seed}", failure);
            }
        }
        catch (CrashException)
        {
            Crash();
        }
        catch (Exception fault) when (fault is not PipelineTestException)
        {
            Close();
            throw;
        }
    }

    private void Close()
    {
        _lastStatus = Status;
        _host?.Dispose();
        _host = null;
    }

    private void SetFinite(bool isFinite)
    {
        foreach (var input in _inputs)
        {
            input.IsFinite = isFinite;
        }
    }
}
