using System.Diagnostics;
using System.Globalization;
using ActorPipeline.TestKit.Simulation;
using Xunit.Abstractions;

namespace ActorPipeline.TestKit.Tests.Simulation;

/// <summary>The engine under simulation: SIMULATION_SEEDS says how many, SIMULATION_FIRST from which on.</summary>
public sealed class SimulatorScenarios(ITestOutputHelper output)
{
    private const int Seeds = 3_000;

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
    }

    private static int? Read(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
