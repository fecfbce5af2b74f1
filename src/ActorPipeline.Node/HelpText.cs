using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ActorPipeline.Node;

/// <summary>The generated help of a command, and below it its details and the exit codes.</summary>
internal sealed class HelpText(HelpAction generated) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        generated.Invoke(parseResult);
        if (parseResult.CommandResult.Command is NodeCommand command)
        {
            output.WriteLine(command.Details + "\n");
        }

        output.WriteLine(ExitCode.Help);
        return ExitCode.Ok;
    }
}
