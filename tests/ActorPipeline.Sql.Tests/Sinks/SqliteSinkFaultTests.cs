using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sinks;
using ActorPipeline.Sql.Sinks;

namespace ActorPipeline.Sql.Tests.Sinks;

public sealed class SqliteSinkFaultTests : IDisposable
{
    private static readonly ShardId Zero = new(0);

    private static readonly ResultColumn[] Schema =
    [
        new("k", ColumnType.String, true), new("n", ColumnType.Int64, false), new("x", ColumnType.Double, false),
    ];

    private readonly Database _database = new();

    private static SinkProgress Nothing => new([0], default);

    public void Dispose() => _database.Dispose();

    [Fact]
    public void A_table_with_other_columns_is_refused_with_the_difference()
    {
        _database.Execute("CREATE TABLE results (K varchar(9), n TEXT, extra, UNIQUE (K))");
        var error = Refused(Nothing);
        Assert.Contains(
            "\"n\" is TEXT where the pipeline has INTEGER; \"x\" REAL is missing; \"extra\" is not in the pipeline",
            error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_rehearsal_finds_what_opening_would_and_creates_nothing()
    {
        using (var sink = Create())
        {
            sink.Rehearse(Nothing);
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(_database.File)));
        _database.Execute("CREATE TABLE results (k TEXT, n INTEGER, x REAL)");
        using (var sink = Create())
        {
            var error = Assert.Throws<SinkException>(() => sink.Rehearse(Nothing));
            Assert.Contains("it needs UNIQUE (\"k\")", error.Message, StringComparison.Ordinal);
        }

        using var reserved = new SqliteSink(_database.File, "sqlite_results", "p", Schema);
        Assert.Throws<SinkException>(() => reserved.Rehearse(Nothing));
    }

    [Fact]
    public void A_table_of_the_same_affinities_is_taken()
    {
        _database.Execute("CREATE TABLE results (x DOUBLE, n BIGINT, K varchar(9) PRIMARY KEY)");
        using var sink = Create();
        sink.Open(Nothing);
        sink.Write(Zero, 1, Rows.Of(Schema, ["a", 1L, 2.0]));
        sink.Flush();
        Assert.Equal(["'a'|1|2.0"], _database.Query("results", "k", "n", "x"));
    }

    [Fact]
    public void A_table_without_a_unique_key_is_refused()
    {
        _database.Execute("CREATE TABLE results (k TEXT, n INTEGER, x REAL)");
        Assert.Contains("it needs UNIQUE (\"k\")", Refused(Nothing), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_database.File)!);
        File.WriteAllText(_database.File, new string('x', 5000));
        Assert.Contains("file is not a database", Refused(Nothing), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_a_directory_is_refused()
    {
        Directory.CreateDirectory(_database.File);
        using var sink = Create();
        Assert.Equal(SinkFault.Denied, Assert.Throws<SinkException>(() => sink.Open(Nothing)).Fault);
    }

    [Fact]
    public void A_database_that_fell_behind_the_journal_is_refused()
    {
        ReadOnlyMemory<byte> journaled;
        using (var sink = Create())
        {
            sink.Open(Nothing);
            sink.Write(Zero, 9, Rows.Of(Schema, ["a", 1L, 2.0]));
            journaled = sink.Flush();
        }

        _database.Execute("UPDATE actorpipeline_progress SET sequence = 4");
        Assert.Contains(
            "for shard 0 it is at commit 4, before the 9 that the journal knows",
            Refused(new SinkProgress([9], journaled)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_a_former_run_are_refused_unless_told_to_overwrite()
    {
        using (var sink = Create())
        {
            sink.Open(Nothing);
            sink.Write(Zero, 9, Rows.Of(Schema, ["a", 1L, 2.0]));
            sink.Flush();
        }

        Assert.Contains("results of a former run", Refused(Nothing), StringComparison.Ordinal);
        Assert.Single(_database.Query("results", "k"));

        using var fresh = new SqliteSink(_database.File, "results", "p", Schema, overwrite: true);
        Assert.Equal([0], fresh.Open(Nothing).Sequences);
        Assert.Empty(_database.Query("results", "k"));
    }

    [Fact]
    public void A_state_that_is_no_databases_is_refused()
    {
        Assert.Contains(
            "of another sink or version",
            Refused(new SinkProgress([1], new byte[] { 1, 2, 3 })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_locked_database_is_transient()
    {
        using var sink = Create();
        sink.Open(Nothing);
        using var other = _database.Connect();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        var error = Assert.Throws<SinkException>(() => sink.Write(Zero, 1, Rows.Of(Schema, ["a", 1L, 2.0])));
        Assert.Equal(SinkFault.Busy, error.Fault);
        Assert.True(error.IsTransient);
    }

    [Fact]
    public void A_full_database_is_said_and_what_was_flushed_stays()
    {
        using var sink = Create();
        sink.Open(Nothing);
        sink.Write(Zero, 1, Rows.Of(Schema, ["a", 1L, 2.0]));
        sink.Flush();
        sink.LimitPages(1);
        var many = Rows.Of(
            Schema, [.. Enumerable.Range(0, 1000).Select(i => new object?[] { $"key {i:d9}", 1L, 1.0 })]);
        var error = Assert.Throws<SinkException>(() => sink.Write(Zero, 2, many));
        Assert.Equal(SinkFault.Full, error.Fault);
        Assert.False(error.IsTransient);
        Assert.Contains("no space is left", error.Message, StringComparison.Ordinal);
        sink.Dispose();
        Assert.Equal(["'a'"], _database.Query("results", "k"));
    }

    [Fact]
    public void Names_that_can_not_be_are_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => new SqliteSink("x.db", "a\0b", "p", Schema));
        Assert.Throws<ArgumentException>(() => new SqliteSink("x.db", "ActorPipeline_Progress", "p", Schema));
    }

    private string Refused(SinkProgress journaled)
    {
        using var sink = Create();
        var error = Assert.Throws<SinkException>(() => sink.Open(journaled));
        Assert.Equal(SinkFault.Mismatch, error.Fault);
        Assert.Contains(_database.File, error.Message, StringComparison.Ordinal);
        return error.Message;
    }

    private SqliteSink Create() => new(_database.File, "results", "p", Schema);
}
