using System.Runtime.ExceptionServices;
using ActorPipeline.Events;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.Sharding;
using ActorPipeline.Sinks;
using ActorPipeline.Sources;
using Akka.Actor;

namespace ActorPipeline.Runtime.Hosting;

/// <summary>
/// Runs one pipeline in one process. Call order: <see cref="Open"/>, which recovers all shards, opens source and sinks
/// and starts the pipeline's actors; <see cref="Run"/> once; dispose. <see cref="Status"/> may be asked by any thread
/// at any time.
/// </summary>
public sealed class PipelineHost : IDisposable
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    private readonly PipelineParts _parts;
    private readonly ActorSystem? _ownSystem;
    private readonly IActorRef _pipeline;

    private PipelineHost(PipelineParts parts, ActorSystem? system)
    {
        _parts = parts;
        var engine = parts.Plan.Engine;
        _ownSystem = system is null
            ? AkkaSettings.CreateSystem("actorpipeline", engine.LoopThreads, engine.IngestThreads)
            : null;
        _pipeline = (system ?? _ownSystem!).ActorOf(PipelineActor.Props(parts));
    }

    /// <summary>Why the run failed; null when it did not.</summary>
    public Exception? Failure => _parts.Run.Failure ?? _parts.Run.InputFailure;

    /// <summary>A look at the run.</summary>
    public PipelineStatus Status => StatusReader.Read(_parts);

    /// <summary>Whether the input has come to its end, and the shards were told; for tests.</summary>
    internal bool IsInputEnded => _parts.Board.IsEnded;

    /// <summary>The shards; for tests that compare states.</summary>
    internal IReadOnlyList<Shard> Shards => [.. _parts.Shards.Select(d => d.Shard)];

    /// <summary>What the actors are made of; for tests that run them.</summary>
    internal PipelineParts Parts => _parts;

    /// <summary>The pipeline's actor; for tests that run it.</summary>
    internal IActorRef Actor => _pipeline;

    /// <summary>The actors, for messages from inside the process.</summary>
    /// <typeparam name="TMessage">What the plan's actor is told.</typeparam>
    /// <exception cref="InvalidOperationException">The plan has no actor, or one that is told other things.</exception>
    public ActorRegion<TMessage> Region<TMessage>()
        where TMessage : notnull => _parts.Plan.Actor?.MessageType == typeof(TMessage)
        ? new ActorRegion<TMessage>(_parts.Plan, _parts.Gates, _parts.Services.Time)
        : throw new InvalidOperationException(
            $"pipeline '{_parts.Plan.Name}' has no actor that is told {typeof(TMessage).Name}");

    /// <summary>Sends what a region is told to this host's shards; see <see cref="RegionActor"/>.</summary>
    /// <param name="region">The region.</param>
    public void OpenRegion(IActorRef region) => region.Tell(new RegionOpened(_parts.Plan, _parts.Gates));

    /// <summary>The events of the actors; subscribers are woken by this process's commits.</summary>
    /// <typeparam name="TEvent">What the plan's actor journals.</typeparam>
    /// <exception cref="InvalidOperationException">The plan has no actor with such events.</exception>
    public EventStore<TEvent> Events<TEvent>()
        where TEvent : notnull => new(
        _parts.Services.Journal ?? throw new InvalidOperationException(
            $"{_parts.Services.JournalName} is not read by this process; its events can't be"),
        _parts.Plan, _parts.Services.Time, _parts.Committed);

    /// <summary>Commit latency at a share of commits, milliseconds: 0.5 for the median.</summary>
    public double CommitLatencyMs(double share) => _parts.Meter.LatencyMs(share);

    /// <summary>Opens everything: source, shards, sinks.</summary>
    /// <exception cref="SourceException">The input can't be opened, or is not where the journal left it.</exception>
    /// <exception cref="JournalException">The journal can't be read, or is damaged.</exception>
    /// <exception cref="SinkException">A target can't be opened, or is not what the journal says.</exception>
    public static PipelineHost Open(PipelinePlan plan, PipelineServices services)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(services);
        var host = Start(plan, services);
        try
        {
            host._parts.Run.Opened.Wait(CancellationToken.None);
            host.ThrowIfFailed();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs until the input ends, a stop is requested, or something fails that waiting does not heal.
    /// </summary>
    /// <param name="drain">Stop in order: take no more, apply, commit and deliver what is in flight.</param>
    /// <param name="abort">Stop at once; what is not committed is read again by the next run.</param>
    public RunOutcome Run(CancellationToken drain, CancellationToken abort)
    {
        Begin();
        using (drain.UnsafeRegister(static host => ((PipelineHost)host!).RequestStop(), this))
        using (abort.UnsafeRegister(static host => ((PipelineHost)host!)._parts.Run.Cease(), this))
        {
            _parts.Run.Ended.Wait(CancellationToken.None);
        }

        End();
        StopActors();
        return Failure is not null || !_parts.Run.IsDone ? RunOutcome.Failed
            : _parts.Board.IsEnded ? RunOutcome.Completed
            : RunOutcome.Stopped;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        End();
        _parts.Dispose();
    }

    /// <summary>Begins to open everything; it is open when <see cref="RunMonitor.Opened"/> says so.</summary>
    internal static PipelineHost Start(PipelinePlan plan, PipelineServices services) => new(
        new PipelineParts(plan, services), services.System);

    /// <summary>Throws what has ended the run.</summary>
    internal void ThrowIfFailed()
    {
        if (_parts.Run.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Starts to read.</summary>
    internal void Begin() => _pipeline.Tell(Runtime.Begin.Instance);

    /// <summary>Asks for a stop in order.</summary>
    internal void RequestStop() => _pipeline.Tell(Stop.Instance);

    /// <summary>Ends what still runs: when this returns, no actor of the pipeline does anything any more.</summary>
    private void End()
    {
        _parts.Run.Cease();
        _parts.Abandon();
        if (_ownSystem is { } system && !system.Terminate().Wait(LongestEnd))
        {
            throw NoEnd();
        }
    }

    /// <summary>In a system that others live in too, the pipeline's actors end and nobody else.</summary>
    private void StopActors()
    {
        if (_ownSystem is null && !_pipeline.GracefulStop(LongestEnd).ContinueWith(
            static stopped => stopped.IsCompletedSuccessfully, TaskScheduler.Default).GetAwaiter().GetResult())
        {
            throw NoEnd();
        }
    }

    private TimeoutException NoEnd() => new(
        $"pipeline '{_parts.Plan.Name}' does not end: {_parts.Run.WaitingFor ?? "a call of a sink, the journal or"
        + " the source does not return"}");
}
