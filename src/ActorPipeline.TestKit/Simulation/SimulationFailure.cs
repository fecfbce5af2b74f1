namespace ActorPipeline.TestKit.Simulation;

/// <summary>A simulation in which an invariant did not hold.</summary>
/// <param name="Seed">The seed that replays it.</param>
/// <param name="Problem">What did not hold.</param>
/// <param name="Pipeline">The pipeline, in a line.</param>
/// <param name="Schedule">The faults that it takes, a line each, in order.</param>
/// <param name="DrawnFaults">How many faults there were before the schedule was shortened.</param>
/// <param name="Trace">What happened in the run of the shortened schedule, a line each, in order.</param>
internal sealed record SimulationFailure(
    int Seed,
    string Problem,
    string Pipeline,
    IReadOnlyList<string> Schedule,
    int DrawnFaults,
    IReadOnlyList<string> Trace)
{
    /// <summary>All of it, for people.</summary>
    public override string ToString() => string.Join('\n',
    [
        $"seed {Seed}: {Problem}",
        $"  pipeline: {Pipeline}",
        $"  schedule, {Schedule.Count} of {DrawnFaults} faults:",
        .. Schedule.Select(line => "    " + line),
        "  what happened:",
        .. Trace.Select(line => "    " + line),
    ]);
}
