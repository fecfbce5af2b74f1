using System.CommandLine;
using ActorPipeline.Inspection;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Node.Screens;
using ActorPipeline.Plan;
using ActorPipeline.Routing;
using ActorPipeline.Sql;

namespace ActorPipeline.Node.Commands;

/// <summary><c>state</c>: the actor of a key, from the journal.</summary>
internal static class StateCommand
{
    private const int DefaultEvents = 10;
    private const int MaxEvents = 100_000;

    public static Command Create(Terminal terminal)
    {
        var file = CommandParts.File();
        var key = new Argument<string[]>("KEY")
        {
            Description = "The key: an argument for each part, in the order of the file",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var set = CommandParts.Set();
        var dataDirectory = CommandParts.DataDirectory();
        var events = CommandParts.Number(
            "--events", "N", "How many of the newest events to show", 0, MaxEvents, DefaultEvents);
        var command = new NodeCommand(
            "state",
            "Shows the actor of a key",
            """
            Its open windows with the aggregates so far, or its state and timers; its snapshot and its newest events,
            from the journal. Changes nothing. The pipeline must not be running.

            Example:
              actorpipeline state hocon/access-log.conf 5 products
            """,
            terminal,
            parsed => Show(
                PipelineLoader.Load(CommandParts.Request(parsed, file, set, dataDirectory, terminal)),
                parsed.GetValue(key) ?? [],
                parsed.GetValue(events),
                terminal));
        command.Add(file);
        command.Add(key);
        command.Add(set);
        command.Add(dataDirectory);
        command.Add(events);
        return command;
    }

    private static int Show(PipelineFile file, string[] arguments, int maxEvents, Terminal terminal)
    {
        var key = Key(file.Plan, arguments);
        var directory = new PathText(terminal.CurrentDirectory).Of(file.DataDirectory);
        if (!JournalAccess.Exists(file.Journal, file.DataDirectory))
        {
            terminal.Out.WriteLine($"There is no state in {directory} yet.");
            return ExitCode.Ok;
        }

        using var state = StoppedState.Open(file);
        var changes = PlanIdentity.ChangesIn(state.Journal, file.Plan) ?? [];
        if (changes.Any(c => !c.IsAllowed))
        {
            throw new PlanRefusedException(directory, changes);
        }

        var name = string.Join(", ", file.Plan.Key.Zip(arguments, (part, text) => $"{part.Name} = {text}"));
        if (ActorInspector.Inspect(file.Plan, state.Journal, key, maxEvents) is { } actor)
        {
            new ActorScreen(file.Plan, terminal.Out).Write(name.Length == 0 ? "all records" : name, actor);
        }
        else
        {
            var gone = file.Plan.Actor is null ? "all of its windows are closed" : "it was forgotten";
            terminal.Out.WriteLine($"No actor has the key {name}: it had no record yet, or {gone}.");
        }

        return ExitCode.Ok;
    }

    private static byte[] Key(PipelinePlan plan, string[] arguments)
    {
        try
        {
            return KeyCodec.Parse(plan.Key, arguments);
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"{char.ToUpperInvariant(e.Message[0])}{e.Message[1..]}.");
        }
        catch (FormatException e)
        {
            var parts = string.Join(", ", plan.Key.Select(k => $"{k.Name} ({ColumnTypes.NameOf(k.Type)})"));
            throw new UsageException(plan.Key.Count == 0
                ? "The pipeline has one actor for all records; leave the key out."
                : $"{char.ToUpperInvariant(e.Message[0])}{e.Message[1..]}. "
                    + $"Give an argument for each part, in this order: {parts}.");
        }
    }
}
