using ActorPipeline.Events;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.Sql;
using Akka;
using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorPipeline.Extensions.Hosting;

/// <summary>
/// Runs one pipeline in an actor system, for as long as that lives. A failure stays with it: it is logged, and seen by
/// <see cref="Failure"/> and the health check.
/// </summary>
internal sealed partial class HostedPipeline : IActorPipeline, IDisposable
{
    /// <summary>
    /// How long a pipeline that is stopped at once may take: a call of a sink or the journal must return.
    /// </summary>
    public static readonly TimeSpan LongestAbort = TimeSpan.FromSeconds(10);

    private readonly PipelineRegistration _registration;
    private readonly ActorSystem _system;
    private readonly IHostEnvironment? _environment;
    private readonly IHostApplicationLifetime? _lifetime;
    private readonly TimeProvider? _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<HostedPipelineState> _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile int _state = (int)HostedPipelineState.NotStarted;
    private volatile PipelineHost? _host;
    private volatile PipelineStatus? _lastStatus;
    private volatile Exception? _failure;

    public HostedPipeline(PipelineRegistration registration, ActorSystem system)
    {
        (_registration, _system) = (registration, system);
        var services = DependencyResolver.For(system).Resolver;
        _environment = services.GetService<IHostEnvironment>();
        _lifetime = services.GetService<IHostApplicationLifetime>();
        _time = services.GetService<TimeProvider>();
        _logger = services.GetService<ILoggerFactory>()?.CreateLogger<HostedPipeline>()
            ?? NullLogger<HostedPipeline>.Instance;
        RegionRef = system.ActorOf(RegionActor.Props);

        // After those who ask the actors, before the actors that results may go to.
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, $"drain {Name}", StopAsync);
        system.RegisterOnTermination(Dispose);

        // Nobody needs to wait for a region: where nobody does, a failure is not unobserved.
        _ = _running.Task.ContinueWith(
            t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    public string Name => _registration.Name;

    public IActorRef RegionRef { get; }

    public HostedPipelineState State
    {
        get => (HostedPipelineState)_state;
        private set => _state = (int)value;
    }

    public PipelineStatus? Status => _host?.Status ?? _lastStatus;

    public Exception? Failure => _failure;

    public Task<HostedPipelineState> Completion => _ended.Task;

    private PipelineHost RunningHost => _host ?? throw new PipelineNotRunningException(Name, State, Failure);

    public ActorRegion<TMessage> Region<TMessage>()
        where TMessage : notnull => RunningHost.Region<TMessage>();

    public async Task<ActorRegion<TMessage>> RegionAsync<TMessage>(CancellationToken cancellation = default)
        where TMessage : notnull
    {
        await _running.Task.WaitAsync(cancellation).ConfigureAwait(false);
        return Region<TMessage>();
    }

    public async Task<EventStore<TEvent>> EventsAsync<TEvent>(CancellationToken cancellation = default)
        where TEvent : notnull
    {
        await _running.Task.WaitAsync(cancellation).ConfigureAwait(false);
        return RunningHost.Events<TEvent>();
    }

    /// <summary>Stops it at once: the system is gone, in whatever way.</summary>
    public void Dispose()
    {
        // Not disposed themselves: who drains it may come later.
        _abort.Cancel();
        if (State == HostedPipelineState.NotStarted)
        {
            End(HostedPipelineState.Stopped);
        }
    }

    /// <summary>Begins to run it, and registers its actors.</summary>
    public void Start(IActorRegistry registry)
    {
        if (Interlocked.CompareExchange(
            ref _state, (int)HostedPipelineState.Opening, (int)HostedPipelineState.NotStarted)
            != (int)HostedPipelineState.NotStarted)
        {
            return;
        }

        try
        {
            var plan = _registration.Plan(_system);
            Register(plan, registry);
            _ = Task.Factory.StartNew(
                () => Run(plan), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            End(Failed(failure));
        }
    }

    /// <summary>Drains the pipeline; stops it at once when that takes too long.</summary>
    private async Task<Done> StopAsync()
    {
        if (Interlocked.CompareExchange(
            ref _state, (int)HostedPipelineState.Stopped, (int)HostedPipelineState.NotStarted)
            == (int)HostedPipelineState.NotStarted)
        {
            End(HostedPipelineState.Stopped);
        }

        await _drain.CancelAsync().ConfigureAwait(false);
        if (!await IsEndedAsync(_registration.Options.DrainTimeout).ConfigureAwait(false))
        {
            LogNotDrained(Name, _registration.Options.DrainTimeout, Status?.WaitingFor ?? "it has much to do");
            await _abort.CancelAsync().ConfigureAwait(false);
            await IsEndedAsync(LongestAbort).ConfigureAwait(false);
        }

        return Done.Instance;
    }

    private async Task<bool> IsEndedAsync(TimeSpan patience)
    {
        try
        {
            var ended = _time is { } time ? Completion.WaitAsync(patience, time) : Completion.WaitAsync(patience);
            await ended.ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Register(PipelinePlan plan, IActorRegistry registry)
    {
        if (plan.Name != Name)
        {
            throw new ArgumentException($"the plan of pipeline '{Name}' is named '{plan.Name}'; give both one name");
        }

        if ((_registration.Options.RegistryKey ?? plan.Actor?.ActorType) is { } key
            && !registry.TryRegister(key, RegionRef))
        {
            throw new ArgumentException(
                $"pipeline '{Name}': the ActorRegistry has another actor under {key.Name}; say under what else to "
                + "register this one: WithActorPipeline(plan, o => o.RegistryKey = typeof(...))");
        }
    }

    private void Run(PipelinePlan plan)
    {
        try
        {
            End(RunSession(plan));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            End(Failed(failure));
        }
    }

    private HostedPipelineState RunSession(PipelinePlan plan)
    {
        var directory = Path.GetFullPath(
            _registration.Options.DataDirectory ?? Path.Combine("data", Name),
            _environment?.ContentRootPath ?? Environment.CurrentDirectory);
        using var session = PipelineSession.Open(plan, directory, new PipelineSessionOptions
        {
            Journal = _registration.Options.Journal,
            OnChanged = changes => LogChanges(changes),
            Customize = _registration.Options.Customize,
            Time = _time,
            System = _system,
        });
        LogRunning(Name, directory);
        _host = session.Host;
        State = HostedPipelineState.Running;
        session.Host.OpenRegion(RegionRef);
        _running.TrySetResult();
        try
        {
            var outcome = session.Host.Run(_drain.Token, _abort.Token);
            return outcome == RunOutcome.Completed ? HostedPipelineState.Completed
                : session.Host.Failure is { } failure ? Failed(failure)
                : HostedPipelineState.Stopped;
        }
        finally
        {
            _lastStatus = session.Host.Status;
            _host = null;
        }
    }

    private HostedPipelineState Failed(Exception failure)
    {
        _failure = failure;
        LogFailed(Name, failure);
        return HostedPipelineState.Failed;
    }

    private void End(HostedPipelineState state)
    {
        State = state;
        var cause = new PipelineNotRunningException(Name, state, Failure);
        RegionRef.Tell(new RegionClosed(cause));
        _running.TrySetException(cause);
        LogEnded(Name, state);
        _ended.TrySetResult(state);
        if ((state == HostedPipelineState.Failed && _registration.Options.StopHostOnFailure)
            || (state == HostedPipelineState.Completed && _registration.Options.StopHostOnCompletion))
        {
            _lifetime?.StopApplication();
        }
    }

    private void LogChanges(IReadOnlyList<PlanChange> changes)
    {
        foreach (var change in changes)
        {
            LogChanged(Name, change.Subject, change.Difference, change.Effect);
        }
    }
}
