using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.TestKit.Stepping;
using Akka.Actor;
using Akka.Configuration;
using Microsoft.Data.Sqlite;
using RecordPath.Tests.Correctness;
using RecordPath.Tests.Crash;

namespace RecordPath.Tests.Persistence;

/// <summary>Pipelines whose journal is an Akka.Persistence journal and snapshot store, on SQLite.</summary>
public sealed class AkkaJournalTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private string ConnectionString => $"Data Source={_scratch.File("akka.db")}";

    [Theory]
    [InlineData("tumbling", 1)]
    [InlineData("global", 2)]
    public void A_pipeline_that_crashes_over_akka_persistence_loses_nothing(string window, int seed)
    {
        var test = Case.Make(window, new Random(seed), keys: 3_000, records: 2_000);
        var world = test.MakeWorld(seed);
        for (var crashes = 0; crashes < 3; crashes++)
        {
            Run(world, host =>
            {
                using var abort = new CancellationTokenSource(TimeSpan.FromMilliseconds(300 + (100 * crashes)));
                host.Run(default, abort.Token);
            });
            world.Results.Crash(world.Random);
            world.DeadLetters.Crash(world.Random);
        }

        PipelineStatus? status = null;
        Run(world, host =>
        {
            Assert.Equal(RunOutcome.Completed, host.Run(default, default));
            status = host.Status;
        });
        test.Check(world, status!, $"{window}, seed {seed}");
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _scratch.Dispose();
    }

    private void Run(World world, Action<PipelineHost> run)
    {
        var settings = new PersistenceJournalSettings { Description = "SQLite" };
        var config = ConfigurationFactory.ParseString(
            "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }")
            .WithFallback(SqlPersistenceConfig.For(SqlProvider.Sqlite, ConnectionString))
            .WithFallback(AkkaSettings.Dispatchers(2, 2));
        using var system = ActorSystem.Create("process", config);
        using (var host = PipelineHost.Open(world.Plan, world.Services with
        {
            Journal = null,
            CreateJournal = s => PersistenceJournal.Props(s, "orders", settings),
            System = system,
            Time = TimeProvider.System,
        }))
        {
            run(host);
        }

        Assert.True(system.Terminate().Wait(TimeSpan.FromSeconds(20)));
    }
}
