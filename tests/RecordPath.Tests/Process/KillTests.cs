using System.Diagnostics;
using RecordPath.Tests.Crash;
using Xunit.Abstractions;

namespace RecordPath.Tests.Process;

/// <summary>
/// The process is killed (kill -9) at random instants and started again, until it comes to the end: results, dead
/// letters and counters are those of a run that nobody disturbed. Set <c>CRASHES</c> for more kills, <c>CRASH_SEED</c>
/// for other instants.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Records = 600_000;

    [Theory]
    [InlineData("file = \"results.ndjson\"", 20)]
    [InlineData("file = \"results.csv\"", 4)]
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
        var length = watch.Elapsed;
        output.WriteLine($"undisturbed: {length.TotalSeconds:F1} s, {expected.Counters}");
        while (kills > 0)
        {
            pipeline.Clear();
            kills -= Disturb(pipeline, kills, length, random);
            var outputs = pipeline.Outputs();
            Assert.True(expected == outputs, $"seed {seed}, {kills} kills left:\n{expected.Difference(outputs)}");
        }
    }

    /// <summary>Runs to the end, with at most so many kills; returns how many there were.</summary>
    private int Disturb(NodePipeline pipeline, int kills, TimeSpan length, Random random)
    {
        for (var killed = 0; ; killed++)
        {
            using var process = pipeline.Start();

            // Mostly early, so that a run dies several times before it comes to its end.
            var share = random.NextDouble() * (random.Next(4) == 0 ? 1 : 0.6);
            if (killed == kills || process.WaitFor(length * share))
            {
                var code = process.Wait();
                Assert.True(code == 0, $"after {killed} kills: exit code {code}: {process.Said}");
                output.WriteLine($"{killed} kills, then the end");
                return killed;
            }

            process.Kill();
        }
    }
}
