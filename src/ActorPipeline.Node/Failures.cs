using ActorPipeline.Hocon;
using ActorPipeline.Journal;
using ActorPipeline.Node.Configuration;
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

    /// <summary>Says what went wrong; the details of an internal error go to a file in a directory.</summary>
    public static int Report(Terminal terminal, Exception failure, string detailsDirectory)
    {
        switch (failure)
        {
            case AggregateException { InnerExceptions: [var inner, ..] }:
                return Report(terminal, inner, detailsDirectory);
            case ConfigurationException configuration:
                return Configuration(terminal, configuration);
            case HoconException or PlanRefusedException:
                terminal.Error.WriteLine(failure.Message);
                return failure is HoconException ? ExitCode.Configuration : ExitCode.Journal;
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
        var path = Path.Combine(directory, $"actorpipeline-failure-{Environment.ProcessId}.txt");
        try
        {
            Directory.CreateDirectory(directory);
            File.WriteAllText(path, failure + "\n");
            return $"Internal error: {failure.Message}\nDetails for a bug report: {path}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Internal error: {failure.GetType().Name}: {failure.Message}\n"
                + $"Its details could not be written to {path}: {e.Message}";
        }
    }
}
