using System.Diagnostics;
using System.Globalization;
using ActorPipeline.TestKit.Simulation;
using ActorPipeline.TestKit.Simulation.Scripted;
using Xunit.Abstractions;

namespace ActorPipeline.TestKit.Tests.Simulation;

/// <summary>The engine under simulation: SIMULATION_SEEDS says how many, SIMULATION_FIRST from which on.</summary>
public sealed class SimulatorScenarios(ITestOutputHelper output)
{
    private const int Seeds = 2_000;

    [Fact]
    public void No_fault_breaks_an_invariant()
    {
        var (first, count) = (Read("SIMULATION_FIRST") ?? 1, Read("SIMULATION_SEEDS") ?? Seeds);
        var figures = default(SimulationFigures);
        var watch = Stopwatch.StartNew();
        for (var seed = first; seed < first + count; seed++)
        {
            var result = Simulator.Run(seed);
            figures += result.Figures;
            Assert.True(result.Failure is null, result.Failure?.ToString());
        }

        output.WriteLine($"{count} seeds in {watch.Elapsed}: {figures}");
        Assert.True(figures.Crashes > count && figures.Fencings > count / 4 && figures.Faults > count * 2);
        Assert.True(figures.Answers > count);
    }

    [Fact]
    public void Every_kind_of_fault_happens()
    {
        var never = Enum.GetValues<FaultKind>().ToHashSet();
        for (var seed = 1; seed < 400 && never.Count > 0; seed++)
        {
            var pipeline = RandomPipeline.Draw(seed);
            var faults = Schedule.Draw(seed, pipeline.Nodes);
            using var world = new SimulatedWorld(seed, pipeline, faults, new SimulationOptions());
            world.Run();
            never.RemoveWhere(kind => world.Trace.Any(line => Says(line, kind)));
        }

        Assert.Empty(never);
    }

    [Fact]
    public void Every_deed_is_told_and_every_supervision_drawn()
    {
        var actors = Enumerable.Range(1, 300).Select(seed => RandomPipeline.Draw(seed)).Where(p => p.Actors is not null)
            .ToList();
        var told = actors.SelectMany(p => p.Partitions).SelectMany(p => p)
            .Where(r => r is { Broken: null, S: not ActorReference.NoMessage }).Select(r => Told.Parse(r.S!).What);
        Deed[] others = [Deed.Job, Deed.BadJob, Deed.Look, Deed.Ask, Deed.BadAsk];

        Assert.Empty(Enum.GetValues<Deed>().Except(told).Except(others));
        Assert.Equal(3, actors.Select(p => p.Actors!.Traits.Supervision.GetType()).Distinct().Count());
        Assert.Contains(actors, p => p.Actors!.States.Values.Any(s => s.Aside > 0));
        Assert.Contains(actors, p => p.Actors!.Accounts.Any(a => a.Key.StartsWith("key", StringComparison.Ordinal)));
    }

    private static bool Says(string line, FaultKind kind) => line.Contains(
        kind switch
        {
            FaultKind.Crash => " crashes",
            FaultKind.Stall => " stalls until",
            FaultKind.Takeover => " takes over",
            FaultKind.Stop => " is told to stop",
            FaultKind.ClockJump => " its clock jumps",
            FaultKind.Hold => " has no turn",
            _ => $" meets {kind}",
        },
        StringComparison.Ordinal);

    private static int? Read(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
