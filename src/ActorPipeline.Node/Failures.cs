using ActorPipeline.Hocon;
using ActorPipeline.Journal;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Plan;
using ActorPipeline.Sinks;
using ActorPipeline.Sources;

namespace ActorPipeline.Node;

/// <summary>Turns exceptions into a sentence for the operator and an exit code. A stack trace is never shown.</summary>
internal static class Failures
{
    /// <summary>Runs a command.</summary>
    public static int Guard(Terminal terminal, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception e)
        {
            return Report(terminal, e, Path.GetTempPath());
        }
    }

    /// <summary>A last resort for threads that nobody watches.</summary>
    public static void CatchUnhandled(Terminal terminal) =>
        AppDomain.CurrentDomain.UnhandledException += (_, e) =>
            Environment.Exit(Report(terminal, (Exception)e.ExceptionObject, Path.GetTempPath()));

    /// <summary>Says what went wrong; the details of an internal error go to a file in a directory.</summary>
    public static int Report(Terminal terminal, Exception failure, string detailsDirectory)
    {
        switch (failure)
        {
            case AggregateException { InnerExceptions: [var inner, ..] }:
                return Report(terminal, inner, detailsDirectory);
            case ConfigurationException configuration:
                return Configuration(terminal, configuration);
            case HoconException or UsageException:
                terminal.Error.WriteLine(failure.Message);
                return ExitCode.Configuration;
            case PlanRefusedException:
                terminal.Error.WriteLine($"{failure.Message}\n{PlanState.WaysOn}");
                return ExitCode.Journal;
            case SourceException:
                terminal.Error.WriteLine($"Input: {failure.Message}");
                return ExitCode.Input;
            case JournalException:
                terminal.Error.WriteLine($"Journal: {failure.Message}");
                return ExitCode.Journal;
            case SinkException:
                terminal.Error.WriteLine($"Sink: {failure.Message}");
                return ExitCode.Sink;
            default:
                terminal.Error.WriteLine(Internal(failure, detailsDirectory));
                return ExitCode.Internal;
        }
    }

    private static int Configuration(Terminal terminal, ConfigurationException configuration)
    {
        foreach (var problem in configuration.Problems)
        {
            terminal.Error.WriteLine(problem);
        }

        if (configuration.Problems.Count > 1)
        {
            terminal.Error.WriteLine($"{configuration.Problems.Count} problems.");
        }

        return ExitCode.Configuration;
    }

    private static string Internal(Exception failure, string directory)
    {
        foreach (var place in (string[])[directory, Path.GetTempPath()])
        {
            var path = Path.Combine(place, $"actorpipeline-failure-{Environment.ProcessId}.txt");
            try
            {
                Directory.CreateDirectory(place);
                File.WriteAllText(path, failure + "\n");
                return $"Internal error: {failure.Message}\nDetails for a bug report: {path}";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A full or read-only data directory must not hide what happened; the next place may do.
            }
        }

        return $"Internal error: {failure.GetType().Name}: {failure.Message}\nIts details could not be written.";
    }
}
