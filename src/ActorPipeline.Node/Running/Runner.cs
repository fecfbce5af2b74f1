using ActorPipeline.Node.Configuration;
using ActorPipeline.Node.Screens;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;

namespace ActorPipeline.Node.Running;

/// <summary>Runs a pipeline to its end or to a stop, and shows how it goes.</summary>
internal sealed class Runner(PipelineFile file, bool isFresh, Terminal terminal, StopSignals signals)
{
    /// <summary>Runs it; returns the exit code.</summary>
    public int Run()
    {
        try
        {
            DryRun.Check(file, isFresh, terminal);
            using var session = RunSession.Open(file, isFresh, terminal);
            return Run(session.Host);
        }
        catch (Exception e)
        {
            return Failures.Report(terminal, e, file.DataDirectory);
        }
    }

    private int Run(PipelineHost host)
    {
        if (host.Status.Counters.In is > 0 and var before)
        {
            terminal.Error.WriteLine($"Going on after {NumberText.Count(before, "record")}.");
        }

        var meter = new RateMeter(terminal.Time);
        using var ended = new ManualResetEventSlim();
        var outcome = RunOutcome.Failed;
        Exception? crash = null;
        var thread = new Thread(() =>
        {
            try
            {
                outcome = host.Run(signals.Drain, signals.Abort);
            }
            catch (Exception e)
            {
                crash = e;
            }
            finally
            {
                ended.Set();
            }
        })
        { Name = "supervisor" };
        thread.Start();
        try
        {
            Progress(host, meter, ended);
        }
        catch (IOException)
        {
            // The terminal is gone. The pipeline matters more than its view.
        }

        thread.Join();
        return Conclude(outcome, crash ?? host.Failure, host.Status, meter);
    }

    private void Progress(PipelineHost host, RateMeter meter, ManualResetEventSlim ended)
    {
        if (terminal.IsInteractive && file.Plan.Sink is not SinkSpec.Console && LiveView.IsPossible(terminal))
        {
            var expected = (file.Plan.Source as GeneratorSourceSpec)?.Count;
            var screen = new LiveScreen(file.Plan.Name, expected);
            new LiveView(screen, terminal).Run(() => host.Status, meter, ended, signals.Drain);
        }
        else
        {
            new PlainProgress(terminal).Run(() => host.Status, meter, ended);
        }
    }

    private int Conclude(RunOutcome outcome, Exception? failure, PipelineStatus status, RateMeter meter)
    {
        if (failure is not null)
        {
            terminal.Error.WriteLine($"{file.Plan.Name} failed; what is committed is intact, run again to go on.");
            return Failures.Report(terminal, failure, file.DataDirectory);
        }

        if (outcome == RunOutcome.Failed)
        {
            terminal.Error.WriteLine($"{file.Plan.Name} was stopped at once; run again to go on.");
            return ExitCode.Interrupted;
        }

        var paths = new PathText(terminal.CurrentDirectory);
        new Summary(file, paths).Write(terminal.Error, outcome, status, meter.Elapsed);
        if (status.Counters.IsBalanced)
        {
            return ExitCode.Ok;
        }

        terminal.Error.WriteLine("Internal error: the counts above do not add up. Please report it with the file.");
        return ExitCode.Internal;
    }
}
