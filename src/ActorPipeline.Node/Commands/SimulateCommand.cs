using System.CommandLine;
using ActorPipeline.Node.Screens;
using ActorPipeline.TestKit.Simulation;

namespace ActorPipeline.Node.Commands;

/// <summary><c>simulate</c>: the engine under a seeded scheduler, with faults.</summary>
internal static class SimulateCommand
{
    private const int DefaultSeeds = 1_000;
    private const int MaxSeeds = 1_000_000_000;

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(5);

    public static Command Create(Terminal terminal, StopSignals signals)
    {
        var seeds = CommandParts.Number("--seeds", "N", "How many simulations", 1, MaxSeeds, DefaultSeeds);
        var first = CommandParts.Number(
            "--first", "F", "The seed of the first; the others have those after it", 0, int.MaxValue - MaxSeeds, 1);
        var seed = new Option<int?>("--seed")
        {
            Description = "The simulation of this seed only, in place of --seeds and --first",
            HelpName = "S",
        };
        var command = new NodeCommand(
            "simulate",
            "Proves the engine: several nodes in one thread, with faults of all kinds",
            """
            A seed gives a pipeline, its input, some nodes, the order of all their steps, and what goes wrong: nodes
            crash, stall and go on after others have taken over; commits fail, happen later, or lose their replies;
            appends fail and are doubled; sources and sinks fail; clocks jump. The pipeline has windows, or actors with
            timers and jobs that put messages aside, fail, and are asked by a client. Nothing is written anywhere.

            After each commit and at the end the invariants of the design are checked: each record is applied once,
            in = applied + filtered + dead, results are those of a naive program, what is rebuilt from the journal is
            what was live, who was taken over can't write, and a client's message counts once. A failure prints its
            seed and the shortest schedule of faults that was found to bring it about.

            Example:
              actorpipeline simulate --seeds 10000 --first 5000
            """,
            terminal,
            parsed => parsed.GetValue(seed) is { } only
                ? Run(only, 1, terminal, signals)
                : Run(parsed.GetValue(first), parsed.GetValue(seeds), terminal, signals));
        command.Add(seeds);
        command.Add(first);
        command.Add(seed);
        command.Validators.Add(result =>
        {
            if (result.GetResult(seed) is not null
                && (result.GetResult(seeds) is { Implicit: false } || result.GetResult(first) is { Implicit: false }))
            {
                result.AddError("--seed is one simulation; leave out --seeds and --first, or leave out --seed.");
            }
        });
        return command;
    }

    private static int Run(int first, int count, Terminal terminal, StopSignals signals)
    {
        var (figures, done) = (default(SimulationFigures), 0);
        var saidAt = terminal.Time.GetTimestamp();
        for (; done < count && !signals.Drain.IsCancellationRequested; done++)
        {
            var result = Simulator.Run(first + done);
            figures += result.Figures;
            if (result.Failure is { } failure)
            {
                terminal.Out.WriteLine(failure);
                terminal.Out.WriteLine($"To replay it: {terminal.Program} simulate --seed {failure.Seed}");
                return ExitCode.Internal;
            }

            if (terminal.Time.GetElapsedTime(saidAt) >= ProgressInterval)
            {
                saidAt = terminal.Time.GetTimestamp();
                terminal.Error.WriteLine($"  {NumberText.Of(done + 1)} of {NumberText.Of(count)}");
            }
        }

        if (done == 0)
        {
            terminal.Out.WriteLine("Stopped before the first simulation.");
            return ExitCode.Ok;
        }

        var seeds = done == 1 ? $"seed {first}" : $"seeds {first} to {first + done - 1}";
        var stopped = done < count ? $" Stopped before the other {NumberText.Of(count - done)}." : "";
        terminal.Out.WriteLine($"{NumberText.Count(done, "simulation")}, {seeds}: every invariant held.{stopped}");
        terminal.Out.WriteLine(Describe(figures));
        return ExitCode.Ok;
    }

    private static string Describe(SimulationFigures figures) =>
        $"""
          {NumberText.Count(figures.Records, "record")} in {NumberText.Count(figures.Steps, "step")}
          {NumberText.Count(figures.Openings, "opening")}, {NumberText.Count(figures.Takeovers, "takeover")} among them
          {NumberText.Count(figures.Crashes, "node")} crashed, {NumberText.Were(figures.Fencings)} fenced
          {NumberText.Count(figures.Faults, "fault")} met a call
          {NumberText.Count(figures.Answers, "message")} of clients answered
        """;
}
