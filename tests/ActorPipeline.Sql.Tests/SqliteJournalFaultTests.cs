using ActorPipeline.Journal;
using ActorPipeline.Sql.Sqlite;
using ActorPipeline.Sql.Tests.Journal;
using static ActorPipeline.Sql.Tests.Journal.Journals;

namespace ActorPipeline.Sql.Tests;

public sealed class SqliteJournalFaultTests : IDisposable
{
    private readonly SqlitePlace _place = new();

    private string File => Path.Combine(_place.Path, SqliteJournal.FileName);

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_full_disk_fails_the_whole_group_and_the_journal_goes_on_when_there_is_room()
    {
        using var journal = SqliteJournal.Open(_place.Path, SqliteJournalSettings.Default with { MaxPages = 40 });
        var heads = new[] { journal.OpenShard(Shard(0)), journal.OpenShard(Shard(1)) };
        var small = Next(heads[0], 0, events: [1]);
        var large = Next(heads[1], 1, events: new byte[2 << 20]);
        var group = Group(small, large);
        group.Acks.Add(new SinkAck(OutboxKind.Results, [9], default));

        var error = Assert.Throws<JournalException>(() => journal.Commit(group));

        Assert.Equal((JournalFault.Full, false), (error.Fault, error.IsTransient));
        Assert.Contains(File, error.Message, StringComparison.Ordinal);
        Assert.Contains("free some space", error.Message, StringComparison.Ordinal);
        Assert.Equal((CommitOutcome.Pending, CommitOutcome.Pending), (small.Outcome, large.Outcome));
        Assert.Equal(0, journal.ReadHead(Shard(0)).Sequence);
        Assert.Empty(journal.Events(0));
        Assert.Equal([0], journal.ReadSink(OutboxKind.Results, 1).Sequences);

        large.Events = new byte[100];
        journal.Commit(group);
        Assert.Equal((CommitOutcome.Committed, CommitOutcome.Committed), (small.Outcome, large.Outcome));
        Assert.Equal([1], journal.Events(0).Single().Block);
    }

    [Fact]
    public void A_lock_of_another_program_is_a_transient_fault()
    {
        using var journal = SqliteJournal.Open(_place.Path);
        var commit = Next(journal.OpenShard(Shard(0)), 0, events: [1]);
        using var other = new SqliteDatabase(File);
        other.Execute("BEGIN IMMEDIATE");

        var error = Assert.Throws<JournalException>(() => journal.Commit(commit));
        Assert.Equal((JournalFault.Busy, true), (error.Fault, error.IsTransient));
        Assert.Equal(JournalFault.Busy, Assert.Throws<JournalException>(() => journal.OpenShard(Shard(0))).Fault);
        Assert.Equal(JournalFault.Busy, Assert.Throws<JournalException>(() => journal.WriteValue("a", [1])).Fault);
        Assert.Equal(0, journal.ReadHead(Shard(0)).Sequence);

        other.Execute("ROLLBACK");
        journal.Commit(commit);
        Assert.Equal(CommitOutcome.Committed, commit.Outcome);
    }

    [Fact]
    public void A_directory_that_is_not_there_is_reported_with_what_to_do()
    {
        var error = Assert.Throws<JournalException>(() => SqliteJournal.Open(Path.Combine(_place.Path, "absent")));

        Assert.Equal(JournalFault.ReadOnly, error.Fault);
        Assert.Contains("absent", error.Message, StringComparison.Ordinal);
        Assert.Contains("Check that the directory exists", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_format_is_refused()
    {
        _place.Open().Dispose();
        Change("PRAGMA user_version = 99");

        var error = Assert.Throws<JournalException>(() => _place.Open());

        Assert.Equal(JournalFault.Incompatible, error.Fault);
        Assert.Contains("has format 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_alone()
    {
        Change("CREATE TABLE shards (mine); INSERT INTO shards VALUES (1)");

        Assert.Equal(JournalFault.Incompatible, Assert.Throws<JournalException>(() => _place.Open()).Fault);

        using var database = new SqliteDatabase(File);
        Assert.Equal("1", database.QueryText("SELECT mine FROM shards"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_corrupt()
    {
        System.IO.File.WriteAllText(File, new string('x', 10_000));

        Assert.Equal(JournalFault.Corrupt, Assert.Throws<JournalException>(() => _place.Open()).Fault);
    }

    [Fact]
    public void A_clean_stop_leaves_one_file()
    {
        var journal = _place.Open();
        journal.Commit(Next(journal.OpenShard(Shard(0)), 0, events: [1]));
        _ = journal.Events(0);

        journal.Dispose();

        Assert.Equal([SqliteJournal.FileName], Directory.GetFiles(_place.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Commits_sync_the_log_and_a_process_that_never_stops_keeps_it_small()
    {
        var settings = SqliteJournalSettings.Default with { CheckpointBytes = 1 << 20 };
        using var journal = SqliteJournal.Open(_place.Path, settings);
        var head = journal.OpenShard(Shard(0));
        for (var n = 0; n < 200; n++)
        {
            journal.Commit(Next(head with { Sequence = n }, 0, events: new byte[50_000], trim: n - 3));
        }

        Assert.InRange(new FileInfo(File + "-wal").Length, 1, 2 << 20);
        Assert.InRange(new FileInfo(File).Length, 1, 6 << 20);
    }

    [Fact]
    public void Values_of_the_format_are_pinned()
    {
        _place.Open().Dispose();
        using var database = new SqliteDatabase(File);

        Assert.Equal("1095789164", database.QueryText("PRAGMA application_id"));
        Assert.Equal("1", database.QueryText("PRAGMA user_version"));
        Assert.Equal("wal", database.QueryText("PRAGMA journal_mode"));
        Assert.Equal("16384", database.QueryText("PRAGMA page_size"));
    }

    private void Change(string sql)
    {
        using var database = new SqliteDatabase(File);
        database.Execute(sql);
    }
}
