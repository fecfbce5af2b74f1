using System.CommandLine;
using ActorPipeline.Node.Configuration;

namespace ActorPipeline.Node.Commands;

/// <summary>Arguments and options that several commands have.</summary>
internal static class CommandParts
{
    public static Argument<string> File() => new("FILE") { Description = "The pipeline's file (HOCON)" };

    public static Option<string[]> Set() => new("--set")
    {
        Description = "A setting over the file's, for example --set window.tumbling=5m; may be repeated",
        HelpName = "key=value",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string?> DataDirectory() => new("--data-dir")
    {
        Description = "Where the journal is, instead of the file's data-dir",
        HelpName = "DIR",
    };

    public static PipelineRequest Request(
        ParseResult parsed,
        Argument<string> file,
        Option<string[]> set,
        Option<string?> dataDirectory,
        Terminal terminal) => new(
            parsed.GetValue(file)!,
            parsed.GetValue(set) ?? [],
            parsed.GetValue(dataDirectory),
            terminal.CurrentDirectory);
}
