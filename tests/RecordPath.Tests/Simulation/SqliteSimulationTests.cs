using ActorPipeline.Sql;
using ActorPipeline.TestKit.Simulation;
using RecordPath.Tests.Crash;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Simulation;

/// <summary>What the simulator proves of the engine over a journal in memory holds over SQLite.</summary>
public sealed class SqliteSimulationTests
{
    [Fact]
    public void No_fault_breaks_an_invariant_over_sqlite()
    {
        foreach (var seed in Seeds.Up(100))
        {
            using var scratch = new Scratch();
            var journals = 0;

            // A schedule that is shortened takes a new journal for each run.
            var options = new SimulationOptions
            {
                CreateJournal = () =>
                {
                    var directory = scratch.File($"{journals++}");
                    Directory.CreateDirectory(directory);
                    return SqliteJournal.Open(directory);
                },
            };

            var failure = Simulator.Run(seed, options).Failure;

            Assert.True(failure is null, failure?.ToString());
        }
    }
}
