using System.Diagnostics;
using ActorPipeline.Runtime.Persistence;
using RecordPath.Tests.Crash;
using Shared.Databases;
using Xunit.Abstractions;

namespace RecordPath.Tests.Process;

/// <summary>
/// Pipelines whose state is in a database: killed (kill -9) at random instants, they come to what one comes to whose
/// state is in a file, and that nobody disturbed. Set <c>CRASHES</c> for more kills, <c>CRASH_SEED</c> for other
/// instants.
/// </summary>
[Collection(ProcessCollection.Name)]
public sealed class DatabaseKillTests(ITestOutputHelper output)
{
    private const int Records = 60_000;

    [SkippableFact]
    public void Kills_change_nothing_on_postgresql()
    {
        Skip.If(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing);
        using var server = new PostgreSqlServer();
        Kill(server, new JournalSpec.Persistence(SqlProvider.PostgreSql, server.ConnectionString));
    }

    [SkippableFact]
    public void Kills_change_nothing_on_mariadb()
    {
        Skip.If(MariaDbServer.Missing is not null, MariaDbServer.Missing);
        using var server = new MariaDbServer();
        Kill(server, new JournalSpec.Persistence(SqlProvider.MySql, server.ConnectionString));
    }

    private void Kill(DatabaseServer server, JournalSpec journal)
    {
        var (kills, seed) = (Rounds.Count(4), Rounds.Seed(1));
        var random = new Random(seed);
        server.Start();
        using var scratch = new Scratch();
        var inFile = new NodePipeline(scratch.Path) { Name = "embedded" }.Write();
        inFile.WriteInput(Records);
        var expected = inFile.RunToEnd();
        inFile.Clear();

        var undisturbed = new NodePipeline(scratch.Path) { Name = "undisturbed", Journal = journal }.Write();
        var watch = Stopwatch.StartNew();
        Outputs.AssertSame(expected, undisturbed.RunToEnd(), "undisturbed");
        var length = watch.Elapsed;
        undisturbed.Clear();
        output.WriteLine($"undisturbed: {length.TotalSeconds:F1} s; {kills} kills, seed {seed}");

        var pipeline = new NodePipeline(scratch.Path) { Journal = journal }.Write();
        var killed = pipeline.RunToEnd(kills, () => length * (0.2 + (0.7 * random.NextDouble())));
        Outputs.AssertSame(expected, pipeline.Outputs(), $"seed {seed}, {killed} kills");

        // A file that says --fresh begins anew, and comes to the same.
        pipeline.Clear();
        using var again = pipeline.Start("--fresh");
        Assert.True(again.Wait() == 0, again.Said);
        Outputs.AssertSame(expected, pipeline.Outputs(), "afresh");
    }
}
