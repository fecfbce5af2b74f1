using System.CommandLine;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Node.Running;

namespace ActorPipeline.Node.Commands;

/// <summary><c>run</c>: runs a pipeline.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal, StopSignals signals)
    {
        var file = CommandParts.File();
        var set = CommandParts.Set();
        var dataDirectory = CommandParts.DataDirectory();
        var fresh = new Option<bool>("--fresh")
        {
            Description = "Start over: remove the journal and the outputs that it wrote",
        };
        var command = new NodeCommand(
            "run",
            "Runs a pipeline",
            """
            Runs until the input ends. Ctrl-C and SIGTERM stop in order: what was read is applied, committed and
            delivered, and the next run goes on from there. A second Ctrl-C stops at once; the next run goes on from
            the last commit. Either way each record counts once.

            Results of a console sink go to the standard output, all else to the standard error.

            Examples:
              actorpipeline run hocon/access-log.conf
              actorpipeline run hocon/access-log.conf --set 'source.generator.count=1000000' --fresh
            """,
            terminal,
            parsed =>
            {
                var request = CommandParts.Request(parsed, file, set, dataDirectory, terminal);
                return new Runner(PipelineLoader.Load(request), parsed.GetValue(fresh), terminal, signals).Run();
            });
        command.Add(file);
        command.Add(set);
        command.Add(dataDirectory);
        command.Add(fresh);
        return command;
    }
}
