using ActorPipeline.Hosting;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Node.Screens;
using ActorPipeline.Sql;

namespace ActorPipeline.Node.Running;

/// <summary>A pipeline that is opened over its data directory, to be run once.</summary>
internal sealed class RunSession : IDisposable
{
    private readonly DataDirectory _directory;
    private readonly SqliteJournal _journal;

    private RunSession(DataDirectory directory, SqliteJournal journal, PipelineHost host) =>
        (_directory, _journal, Host) = (directory, journal, host);

    public PipelineHost Host { get; }

    /// <summary>Takes the data directory, opens the journal, and recovers the state that there is.</summary>
    /// <exception cref="PlanRefusedException">The state is that of a plan that this one can't carry on.</exception>
    public static RunSession Open(PipelineFile file, bool isFresh, Terminal terminal)
    {
        var paths = new PathText(terminal.CurrentDirectory);
        var directory = DataDirectory.Open(file.DataDirectory);
        SqliteJournal? journal = null;
        try
        {
            if (isFresh)
            {
                Say(terminal, "Removed", FreshStart.Remove(file, paths));
            }

            journal = SqliteJournal.Open(file.DataDirectory);
            var changes = PlanState.Changes(journal, file.Plan) ?? [];
            if (changes.Any(c => !c.IsAllowed))
            {
                throw new PlanRefusedException(paths.Of(file.DataDirectory), changes);
            }

            Say(terminal, "Changed", [.. changes.Select(c => $"{c.Subject}: {c.Difference} ({c.Effect})")]);
            var sinks = new SinkFactory(terminal.Out, isFresh);
            var host = PipelineHost.Open(file.Plan, new PipelineServices
            {
                Journal = journal,
                CreateSink = sinks.Results,
                CreateDeadLetterSink = sinks.DeadLetters,
                Time = terminal.Time,
            });
            return new RunSession(directory, journal, host);
        }
        catch
        {
            journal?.Dispose();
            directory.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Host.Dispose();
        _journal.Dispose();
        _directory.Dispose();
    }

    private static void Say(Terminal terminal, string what, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            terminal.Error.WriteLine($"{what}: {line}");
        }
    }
}
