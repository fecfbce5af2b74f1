using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using ActorPipeline.Node.Commands;

namespace ActorPipeline.Node;

/// <summary>The command line: parses it, and runs a command.</summary>
internal static class NodeApp
{
    private const string Name = "actorpipeline";

    private const string Description =
        """
        Streams of records, an actor for every key, windows of event time, exactly once.

          A first look:   actorpipeline demo
          Your own:       actorpipeline check FILE.conf, then actorpipeline run FILE.conf
          From sources:   actorpipeline test runs all tests, actorpipeline bench the benchmarks
        """;

    public static int Run(string[] args, Terminal terminal, StopSignals signals)
    {
        var help = new HelpOption();
        help.Action = new HelpText((HelpAction)help.Action!);
        var root = new Command(Name, Description)
        {
            help,
            new VersionOption(),
            DemoCommand.Create(terminal, signals),
            RunCommand.Create(terminal, signals),
            CheckCommand.Create(terminal),
            StateCommand.Create(terminal),
            JournalCommand.Create(terminal, signals),
            ConfigCommand.Create(terminal),
            TestPipelineCommand.Create(terminal),
            SimulateCommand.Create(terminal, signals),
        };
        var parsed = root.Parse(args is ["help", .. var asked] ? [.. asked, help.Name] : args);
        var isUnknown = parsed.CommandResult.Command.Subcommands.Count > 0
            && parsed.UnmatchedTokens.Any(t => !t.StartsWith('-'));
        if (isUnknown || (parsed.Errors.Count > 0 && parsed.Action is not HelpText))
        {
            return Misused(parsed, terminal);
        }

        return parsed.Invoke(new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static string Describe(ParseError error, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        switch (error.SymbolResult)
        {
            case OptionResult { Tokens: [] } option:
                return $"{option.Option.Name} needs a value: {option.Option.Description}.";
            case OptionResult { Tokens: [.., var value] } option:
                return $"{option.Option.Name}: '{value.Value}' is no value for it: {option.Option.Description}.";
            case ArgumentResult { Parent: OptionResult { Tokens: [.., var value] } option }:
                return $"{option.Option.Name}: '{value.Value}' is no value for it: {option.Option.Description}.";
            case ArgumentResult { Tokens: [] } argument:
                return $"{argument.Argument.Name} is missing: {argument.Argument.Description}.";
            default:
                return parsed.UnmatchedTokens is not [var word, ..] ? error.Message
                    : word.StartsWith('-') ? NoOption(word, command)
                    : $"'{word}' is one argument too many.";
        }
    }

    private static string NoOption(string word, Command command)
    {
        var names = command.Options.Select(o => o.Name).ToList();
        return $"There is no option '{word}'; {Hint.For(word, names, $"use {Hint.Join(names, "or")}.")}";
    }

    /// <summary>How a command is called: the program's name, and those of the commands that it is in.</summary>
    private static string Path(Command command) => string.Join(
        ' ', command.Parents.OfType<Command>().Select(Path).Take(1).Append(command.Name));

    private static int Misused(ParseResult parsed, Terminal terminal)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count == 0)
        {
            foreach (var line in parsed.Errors.Select(e => Describe(e, parsed)).Distinct())
            {
                terminal.Error.WriteLine(line);
            }

            terminal.Error.WriteLine($"See: {Path(command)} --help");
            return ExitCode.Configuration;
        }

        var names = command.Subcommands.Select(c => c.Name).ToList();
        terminal.Error.WriteLine(parsed.UnmatchedTokens is [['-', ..] option, ..] ? NoOption(option, command)
            : parsed.UnmatchedTokens is [var word, ..]
            ? $"There is no command '{word}'; {Hint.For(word, names, $"use {Hint.Join(names, "or")}.")}"
            : $"A command is missing: {string.Join(", ", names)}.");
        terminal.Error.WriteLine($"See: {Path(command)} --help");
        return ExitCode.Configuration;
    }
}
