using System.CommandLine;
using ActorPipeline.Node.Screens;
using ActorPipeline.TestKit.Simulation;

namespace ActorPipeline.Node.Commands;

/// <summary><c>simulate</c>: the engine under a seeded scheduler, with faults.</summary>
internal static class SimulateCommand
{
    private const int DefaultSeeds = 1_000;

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(5);

    public static Command Create(Terminal terminal, StopSignals signals)
    {
        var seeds = new Option<int>("--seeds")
        {
            Description = "How many simulations",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultSeeds,
        };
        var first = new Option<int>("--first")
        {
            Description = "The seed of the first; the others have those after it",
            HelpName = "F",
            DefaultValueFactory = _ => 1,
        };
        var seed = new Option<int?>("--seed") { Description = "The simulation of this seed only", HelpName = "S" };
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
                : Run(parsed.GetValue(first), Math.Max(1, parsed.GetValue(seeds)), terminal, signals));
        command.Add(seeds);
        command.Add(first);
        command.Add(seed);
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

        var seeds = done == 1 ? $"seed {first}" : $"seeds {first} to {first + done - 1}";
        terminal.Out.WriteLine($"{NumberText.Count(done, "simulation")}, {seeds}: every invariant held.");
        terminal.Out.WriteLine(Describe(figures));
        return ExitCode.Ok;
    }

    private static string Describe(SimulationFigures figures) =>
        $"""
          {NumberText.Count(figures.Records, "record")} in {NumberText.Count(figures.Steps, "step")}
          {NumberText.Count(figures.Openings, "opening")}, {NumberText.Of(figures.Takeovers)} of them takeovers
          {NumberText.Count(figures.Crashes, "node")} crashed, {NumberText.Of(figures.Fencings)} were fenced
          {NumberText.Count(figures.Faults, "fault")} met a call
          {NumberText.Count(figures.Answers, "message")} of clients answered
        """;
}
