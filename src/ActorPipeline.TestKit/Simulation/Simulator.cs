using ActorPipeline.TestKit.Stepping.SelfTest;

namespace ActorPipeline.TestKit.Simulation;

/// <summary>
/// Runs the real engine on several nodes in one thread: a seed gives the pipeline, its input, the order of all steps
/// and the faults. Nodes crash, stall and come back after another has taken over; commits fail, happen later or lose
/// their replies; appends fail and are doubled; sources go back; sinks fail; clocks jump. The pipeline has windows, or
/// actors that are told things by records and by a client. After each commit and at the end the invariants of the
/// design are checked, and the results against those of a naive program.
/// </summary>
internal static class Simulator
{
    private const int MaxTraceLines = 80;

    /// <summary>How problems begin, up to where the details of a run begin.</summary>
    private const int KindCharacters = 24;

    /// <summary>Runs the simulation of a seed; where it fails, its schedule is shortened.</summary>
    public static SimulationResult Run(int seed, SimulationOptions? options = null)
    {
        Assumptions.CheckOnce();
        options ??= new SimulationOptions();
        var pipeline = RandomPipeline.Draw(seed, options.CreateActor);
        var drawn = Schedule.Draw(seed, pipeline.Nodes);
        var (figures, problem, _) = Try(seed, pipeline, drawn, options);
        if (problem is null)
        {
            return new SimulationResult(seed, figures, null);
        }

        var faults = Schedule.Shorten(
            drawn, options.ShorteningRuns, some => IsLike(Try(seed, pipeline, some, options).Problem, problem));
        var shortest = Try(seed, pipeline, faults, options);
        return new SimulationResult(seed, figures, new SimulationFailure(
            seed,
            shortest.Problem ?? problem,
            pipeline.ToString(),
            [.. faults.Select(f => f.ToString())],
            drawn.Count,
            [.. shortest.Trace.TakeLast(MaxTraceLines)]));
    }

    /// <summary>Whether a problem is of the same kind: a shorter way to another one would hide the first.</summary>
    private static bool IsLike(string? problem, string other) =>
        problem is not null && KindOf(problem).SequenceEqual(KindOf(other));

    private static IEnumerable<char> KindOf(string problem) =>
        problem.Where(c => !char.IsDigit(c)).Take(KindCharacters);

    private static (SimulationFigures Figures, string? Problem, IReadOnlyList<string> Trace) Try(
        int seed, RandomPipeline pipeline, IReadOnlyList<Fault> faults, SimulationOptions options)
    {
        var world = new SimulatedWorld(seed, pipeline, faults, options);
        try
        {
            world.Run();
            return (world.Figures, null, world.Trace);
        }
        catch (PipelineTestException broken)
        {
            return (world.Figures, broken.Message, world.Trace);
        }
        catch (Exception bug)
        {
            // Whatever the engine throws that nobody has made it throw is a finding.
            return (world.Figures, $"{bug.GetType().Name}: {bug.Message}\n{bug.StackTrace}", world.Trace);
        }
        finally
        {
            world.Dispose();
        }
    }
}
