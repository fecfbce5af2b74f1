using System.Diagnostics;
using RecordPath.Tests.Crash;
using Xunit.Abstractions;

namespace RecordPath.Tests.Process;

/// <summary>
/// The process is killed (kill -9) at random instants and started again, until it comes to the end: results, dead
/// letters and counters are those of a run that nobody disturbed. Ten kills; <c>CRASHES</c> sets how many for each
/// target, <c>CRASH_SEED</c> other instants.
/// </summary>
[Collection(ProcessCollection.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Records = 300_000;

    private TimeSpan _length;

    [Theory]
    [InlineData("file = \"results.ndjson\"", 4)]
    [InlineData("file = \"results.csv\"", 2)]
    [InlineData("sqlite = \"results.db\"", 4)]
    public void Kills_at_random_instants_change_nothing(string sink, int kills)
    {
        kills = Rounds.Count(kills);
        var seed = Rounds.Seed(1);
        var random = new Random(seed);
        output.WriteLine($"{kills} kills, seed {seed}");
        using var scratch = new Scratch();
        var pipeline = new NodePipeline(scratch.Path) { Sink = sink }.Write();
        pipeline.WriteInput(Records);
        var watch = Stopwatch.StartNew();
        var expected = pipeline.RunToEnd();
        _length = watch.Elapsed;
        output.WriteLine($"undisturbed: {_length.TotalSeconds:F1} s, {expected.Counters}");
        while (kills > 0)
        {
            pipeline.Clear();
            kills -= Disturb(pipeline, kills, random);
            Outputs.AssertSame(expected, pipeline.Outputs(), $"seed {seed}, {kills} kills left");
        }
    }

    /// <summary>Runs to the end, with at most so many kills; returns how many there were.</summary>
    private int Disturb(NodePipeline pipeline, int kills, Random random)
    {
        var watch = Stopwatch.StartNew();

        // Mostly early, so that a run dies several times before it comes to its end.
        var killed = pipeline.RunToEnd(
            kills, () => _length * (random.NextDouble() * (random.Next(4) == 0 ? 1 : 0.6)));
        output.WriteLine($"{killed} kills, then the end");

        // The machine may have other things to do at times: then a run takes longer.
        _length = killed == 0 ? watch.Elapsed : _length;
        return killed;
    }
}
