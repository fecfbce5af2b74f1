using System.CommandLine;

namespace ActorPipeline.Node;

/// <summary>A command of the program.</summary>
internal sealed class NodeCommand : Command
{
    /// <summary>Creates a command; what goes wrong in it becomes a sentence and an exit code.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="summary">What it does, in a line.</param>
    /// <param name="details">What its help says below the options: how it behaves, and an example.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="run">Runs it and returns its exit code.</param>
    public NodeCommand(string name, string summary, string details, Terminal terminal, Func<ParseResult, int> run)
        : base(name, summary)
    {
        Details = details;
        SetAction(parsed => Failures.Guard(terminal, () => run(parsed)));
    }

    /// <summary>What its help says below the options.</summary>
    public string Details { get; }
}
