using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Persistence.Copying;
using ActorPipeline.Runtime.Telemetry;
using ActorPipeline.Sinks;
using ActorPipeline.Sources;
using ActorPipeline.Sql.Sinks;

namespace ActorPipeline.Sql;

/// <summary>
/// A pipeline that is opened over its data directory, to be run once: the directory is held, its journal open, its
/// state recovered. Disposed after <see cref="PipelineHost.Run"/> has returned.
/// </summary>
public sealed class PipelineSession : IDisposable
{
    private readonly DataDirectory _directory;
    private readonly JournalAccess _journal;
    private readonly IDisposable _telemetry;

    private PipelineSession(DataDirectory directory, JournalAccess journal, PipelineHost host, string name)
    {
        (_directory, _journal, Host) = (directory, journal, host);
        _telemetry = PipelineTelemetry.Observe(name, () => host.Status);
    }

    /// <summary>The pipeline.</summary>
    public PipelineHost Host { get; }

    /// <summary>
    /// Looks for what <see cref="Open"/> would refuse, by the code that it uses, and changes nothing; other processes
    /// aside, and aside from a plan that the state can't be carried on by, of which opening says why.
    /// </summary>
    /// <param name="plan">The pipeline.</param>
    /// <param name="dataDirectory">The directory of its state.</param>
    /// <param name="options">As for opening. Where outputs are overwritten, there is no state any more by then.</param>
    /// <exception cref="ArgumentException">A part of the plan can't work.</exception>
    /// <exception cref="SourceException">The input can't be opened.</exception>
    /// <exception cref="SinkException">A sink can't be opened.</exception>
    /// <exception cref="JournalException">The data directory or the journal can't be used.</exception>
    public static void Rehearse(PipelinePlan plan, string dataDirectory, PipelineSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        options ??= new PipelineSessionOptions();
        DataDirectory.Rehearse(dataDirectory);
        using var look = options.OverwriteOutputs || !JournalAccess.Exists(options.Journal, dataDirectory)
            ? null
            : JournalAccess.Look(options.Journal, dataDirectory, plan.Name);
        using var empty = new InMemoryJournal();
        var journal = look?.Reads ?? empty;
        JournalMark.Refuse(journal);
        var changes = PlanIdentity.ChangesIn(journal, plan) ?? [];
        if (changes.All(c => c.IsAllowed))
        {
            Rehearsal.Run(plan, Services(journal, options));
        }
    }

    /// <summary>Takes the data directory, opens the journal, and recovers the state that there is.</summary>
    /// <param name="plan">The pipeline.</param>
    /// <param name="dataDirectory">Its data directory; created when missing.</param>
    /// <param name="options">How it is opened; null for the defaults.</param>
    /// <exception cref="PlanRefusedException">The state is that of a plan that this one can't carry on.</exception>
    /// <exception cref="SourceException">The input can't be opened, or is not where the journal left it.</exception>
    /// <exception cref="JournalException">The directory is held, or the journal can't be read.</exception>
    /// <exception cref="SinkException">A target can't be opened, or is not what the journal says.</exception>
    public static PipelineSession Open(PipelinePlan plan, string dataDirectory, PipelineSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        options ??= new PipelineSessionOptions();
        using var activity = PipelineTelemetry.Begin("open", plan.Name);
        var directory = DataDirectory.Open(dataDirectory);
        JournalAccess? journal = null;
        try
        {
            options.OnHeld?.Invoke();
            journal = JournalAccess.Run(options.Journal, directory.Path, plan, options.System);
            if (options.OverwriteOutputs && journal.Reset(plan, options.System))
            {
                options.OnReset?.Invoke(journal.Reads.Description);
            }

            JournalMark.Refuse(journal.Reads);
            var changes = PlanIdentity.ChangesIn(journal.Reads, plan) ?? [];
            if (changes.Any(c => !c.IsAllowed))
            {
                throw new PlanRefusedException(options.DirectoryName ?? directory.Path, changes);
            }

            options.OnChanged?.Invoke(changes);
            var services = journal.Serve(Services(journal.Reads, options));
            var host = PipelineHost.Open(plan, options.Customize?.Invoke(services) ?? services);
            return new PipelineSession(directory, journal, host, plan.Name);
        }
        catch
        {
            journal?.Dispose();
            directory.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _telemetry.Dispose();
        Host.Dispose();
        _journal.Dispose();
        _directory.Dispose();
    }

    private static PipelineServices Services(IJournal journal, PipelineSessionOptions options)
    {
        var sinks = new SinkFactory(options.Console, options.OverwriteOutputs, options.System);
        var services = new PipelineServices
        {
            Journal = journal,
            CreateSink = sinks.Results,
            CreateDeadLetterSink = sinks.DeadLetters,
            System = options.System,
        };
        return options.Time is { } time ? services with { Time = time } : services;
    }
}
