using ActorPipeline.Events;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.Sql;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorPipeline.Extensions.Hosting;

/// <summary>
/// Runs one pipeline on a thread of its own for as long as the host runs. A failure stays with it: it is logged, and
/// seen by <see cref="Failure"/> and the health check.
/// </summary>
internal sealed partial class HostedPipeline : BackgroundService, IActorPipeline
{
    private readonly Func<PipelinePlan> _plan;
    private readonly ActorPipelineOptions _options;
    private readonly IHostEnvironment _environment;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider? _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<HostedPipelineState> _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile int _state = (int)HostedPipelineState.NotStarted;
    private volatile PipelineHost? _host;
    private volatile PipelineStatus? _lastStatus;
    private volatile Exception? _failure;

    public HostedPipeline(
        string name,
        Func<PipelinePlan> plan,
        ActorPipelineOptions options,
        IHostEnvironment environment,
        IHostApplicationLifetime lifetime,
        TimeProvider? time,
        ILogger<HostedPipeline> logger)
    {
        (Name, _plan, _options, _environment) = (name, plan, options, environment);
        (_lifetime, _time, _logger) = (lifetime, time, logger);

        // Nobody needs to wait for a region: where nobody does, a failure is not unobserved.
        _ = _running.Task.ContinueWith(
            t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    public string Name { get; }

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

    /// <summary>Drains the pipeline; stops it at once when the host will wait no longer.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using (cancellationToken.UnsafeRegister(abort => ((CancellationTokenSource)abort!).Cancel(), _abort))
        {
            await base.StopAsync(cancellationToken).ConfigureAwait(false);

            // It holds the data directory until it has ended: even stopped at once, it ends in order.
            await (ExecuteTask ?? Task.CompletedTask).ConfigureAwait(false);
        }

        if (State == HostedPipelineState.NotStarted)
        {
            End(HostedPipelineState.Stopped);
        }
    }

    public override void Dispose()
    {
        // Not disposed itself: services of several names are this object, and each disposes it.
        _abort.Cancel();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        State = HostedPipelineState.Opening;
        return Task.Factory.StartNew(
            () => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void Run(CancellationToken drain)
    {
        try
        {
            End(RunSession(drain));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            End(Failed(failure));
        }
    }

    private HostedPipelineState RunSession(CancellationToken drain)
    {
        var plan = _plan();
        if (plan.Name != Name)
        {
            throw new ArgumentException($"the plan of pipeline '{Name}' is named '{plan.Name}'; give both one name");
        }

        var directory = Path.GetFullPath(
            _options.DataDirectory ?? Path.Combine("data", Name), _environment.ContentRootPath);
        using var session = PipelineSession.Open(plan, directory, new PipelineSessionOptions
        {
            OnChanged = changes => LogChanges(changes),
            Customize = _options.Customize,
            Time = _time,
        });
        LogRunning(Name, directory);
        _host = session.Host;
        State = HostedPipelineState.Running;
        _running.TrySetResult();
        try
        {
            var outcome = session.Host.Run(drain, _abort.Token);
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
        _running.TrySetException(new PipelineNotRunningException(Name, state, Failure));
        LogEnded(Name, state);
        _ended.TrySetResult(state);
        if ((state == HostedPipelineState.Failed && _options.StopHostOnFailure)
            || (state == HostedPipelineState.Completed && _options.StopHostOnCompletion))
        {
            _lifetime.StopApplication();
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
