using System.CommandLine;
using System.Globalization;
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

    /// <summary>A whole number within bounds, which its help and its refusal name.</summary>
    public static Option<int> Number(string name, string helpName, string description, int least, int most, int usual)
    {
        var option = new Option<int>(name)
        {
            Description = FormattableString.Invariant($"{description}, {least} to {most}"),
            HelpName = helpName,
            DefaultValueFactory = _ => usual,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number)
                && (number < least || number > most))
            {
                result.AddError($"{number} is out of bounds");
            }
        });
        return option;
    }

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
