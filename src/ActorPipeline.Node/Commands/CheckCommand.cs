using System.CommandLine;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Node.Running;
using ActorPipeline.Node.Screens;
using ActorPipeline.Plan;
using ActorPipeline.Sources;

namespace ActorPipeline.Node.Commands;

/// <summary><c>check</c>: what a file says, and what it would do to the state that there is.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = CommandParts.File();
        var set = CommandParts.Set();
        var dataDirectory = CommandParts.DataDirectory();
        var command = new NodeCommand(
            "check",
            "Checks a pipeline's file and shows what it means",
            """
            Prints the stops of the pipeline, every setting in effect with where it was written, and what the file would
            do to the state in the data directory. Refuses what a run would refuse. Changes nothing, and works beside a
            pipeline that runs.

            Example:
              actorpipeline check hocon/access-log.conf --set window.tumbling=5m
            """,
            terminal,
            parsed => Run(CommandParts.Request(parsed, file, set, dataDirectory, terminal), terminal));
        command.Add(file);
        command.Add(set);
        command.Add(dataDirectory);
        return command;
    }

    private static int Run(PipelineRequest request, Terminal terminal)
    {
        var file = PipelineLoader.Load(request);
        var paths = new PathText(terminal.CurrentDirectory);
        terminal.Out.WriteLine(new Diagram(file, paths).Draw());
        terminal.Out.WriteLine(SettingsTable.Draw(file.Settings));
        if (MissingInput(file, terminal) is { } missing)
        {
            terminal.Out.WriteLine($"Input: {missing}\n");
        }

        var changes = PlanState.Changes(file);
        terminal.Out.WriteLine(State(changes, paths.Of(file.DataDirectory)));
        var isRefused = changes?.Any(c => !c.IsAllowed) == true;
        if (isRefused)
        {
            terminal.Error.WriteLine($"A run would be refused. {PlanState.WaysOn}");
        }

        return isRefused ? ExitCode.Journal : ExitCode.Ok;
    }

    /// <summary>What is wrong with the input: it may come later, so it is said and not refused.</summary>
    private static string? MissingInput(PipelineFile file, Terminal terminal)
    {
        try
        {
            DryRun.Check(file, isFresh: false, terminal);
            return null;
        }
        catch (SourceException e)
        {
            return $"a run could not read it now. {e.Message}";
        }
    }

    private static string State(IReadOnlyList<PlanChange>? changes, string directory) => changes switch
    {
        null => $"State: none in {directory}; a run starts at the beginning of the input.",
        { Count: 0 } => $"State: {directory} has that of this plan; a run goes on from there.",
        _ => $"State: {directory} has that of another plan:\n{string.Join('\n', changes.Select(Line))}",
    };

    private static string Line(PlanChange change) =>
        $"  {(change.IsAllowed ? "allowed" : "REFUSED")}  {change.Subject}: {change.Difference}\n"
        + $"           {change.Effect}";
}
