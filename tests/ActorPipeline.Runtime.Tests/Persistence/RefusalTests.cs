using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Persistence;
using Akka.Actor;
using Akka.Configuration;
using Microsoft.Data.Sqlite;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>Plugins that will not do, and bytes that are not what was written, are refused by name.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("refusals").FullName;

    private string Source => $"Data Source={Path.Combine(_directory, "akka.db")}";

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void A_plugin_that_takes_a_number_twice_is_refused()
    {
        using var system = ActorSystem.Create("refused", ConfigurationFactory.ParseString(
            """
            akka.persistence.journal-plugin-fallback.replay-filter.mode = fail
            akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
            """));

        var failed = Refused(system);

        Assert.Equal(JournalFault.Incompatible, failed.Fault);
        Assert.Contains("takes an event whose number is taken", failed.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replay_filter_that_hides_events_is_refused()
    {
        using var system = ActorSystem.Create("refused", ConfigurationFactory
            .ParseString("akka.persistence.journal.sql.replay-filter.mode = repair-by-discard-old")
            .WithFallback(SqlPersistenceConfig.For(SqlProvider.Sqlite, Source)));

        var failed = Refused(system);

        Assert.Equal(JournalFault.Incompatible, failed.Fault);
        Assert.Contains(
            "akka.persistence.journal.sql.replay-filter.mode is repair-by-discard-old", failed.Cause,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE journal SET message = zeroblob(length(message)) WHERE sequence_number = 3", "no record")]
    [InlineData(
        "UPDATE journal SET message = substr(message, 1, length(message) - 1) WHERE sequence_number = 3",
        "the checksum of a record")]
    [InlineData("DELETE FROM journal WHERE sequence_number = 3 AND persistence_id = 'p/shard-0/1'", "is missing")]
    [InlineData(
        "UPDATE journal SET message = (SELECT message FROM journal WHERE persistence_id = 'p/shard-0/1'"
        + " AND sequence_number = 4) WHERE persistence_id = 'p/shard-0/1' AND sequence_number = 3", "event 3")]
    public void A_damaged_block_is_refused_by_name(string damage, string what)
    {
        using var system = ActorSystem.Create("damaged", SqlPersistenceConfig.For(SqlProvider.Sqlite, Source));
        var journal = system.ActorOf(PersistenceJournal.Props(system, "p", new()));
        var shard = new JournalClient(system, journal, 0);
        shard.Claim();
        shard.CommitEvents([1], [2], [3], [4]);
        Execute(damage);

        var failed = Assert.IsType<Failed>(shard.Ask<object>(new ReadEvents(shard.Shard, shard.Epoch, 0, 1)));
        Assert.Equal(JournalFault.Corrupt, failed.Fault);
        Assert.Contains("p/shard-0/1", failed.Cause, StringComparison.Ordinal);
        Assert.Contains(what, failed.Cause, StringComparison.Ordinal);

        var next = Assert.IsType<Failed>(new JournalClient(system, journal, 0).Ask<object>(new Claim(new ShardId(0))));
        Assert.Equal(JournalFault.Corrupt, next.Fault);
    }

    [Fact]
    public void A_damaged_page_is_refused_by_name()
    {
        using var system = ActorSystem.Create("damaged", SqlPersistenceConfig.For(SqlProvider.Sqlite, Source));
        var shard = new JournalClient(system, system.ActorOf(PersistenceJournal.Props(system, "p", new())), 0);
        shard.Claim();
        Assert.True(shard.Commit(shard.Next() with { Pages = Story.Pages((7, 7)) }));
        shard.Settle();
        Execute("DELETE FROM snapshot WHERE persistence_id = 'p/shard-0/page-7'");

        var failed = Assert.IsType<Failed>(shard.Ask<object>(new ReadPage(shard.Shard, shard.Epoch, 7)));

        Assert.Equal(JournalFault.Corrupt, failed.Fault);
        Assert.Contains("p/shard-0/page-7", failed.Cause, StringComparison.Ordinal);
    }

    private static Failed Refused(ActorSystem system)
    {
        var journal = system.ActorOf(PersistenceJournal.Props(system, "p", new PersistenceJournalSettings()));
        return Assert.IsType<Failed>(new JournalClient(system, journal, 0).Ask<object>(new Claim(new ShardId(0))));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(Source);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0);
    }
}
