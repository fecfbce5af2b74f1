using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sinks;
using ActorPipeline.Sql.Sinks;

namespace ActorPipeline.Sql.Tests.Sinks;

public sealed class SqliteSinkTests : IDisposable
{
    private const long Start = 1_700_000_000_000_000;
    private static readonly ShardId Zero = new(0);
    private static readonly ShardId One = new(1);

    private static readonly ResultColumn[] Schema =
    [
        new("k", ColumnType.String, true),
        new("window_start", ColumnType.Timestamp, true),
        new("n", ColumnType.Int64, false),
    ];

    private readonly Database _database = new();

    private static SinkProgress Nothing => new([0, 0], default);

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Values_of_every_type_are_stored_exactly()
    {
        ResultColumn[] schema =
        [
            new("k", ColumnType.String, true), new("t", ColumnType.Timestamp, true), new("i", ColumnType.Int64, false),
            new("d", ColumnType.Double, false), new("m", ColumnType.Decimal, false),
            new("b", ColumnType.Boolean, false),
        ];
        using var sink = new SqliteSink(_database.File, "t", "p", schema);
        sink.Open(Nothing);
        var rows = Rows.Of(
            schema,
            ["a", Start, long.MinValue, 0.1, 79228162514264337593543950335m, true],
            ["", Start + 1, long.MaxValue, double.NaN, 1.10m, false],
            ["o'b\0\"", 0L, null, null, null, null]);
        sink.Write(Zero, 1, rows);
        sink.Flush();
        Assert.Equal(
            [
                "''|'2023-11-14T22:13:20.000001Z'|9223372036854775807|NULL|'1.10'|0",
                "'a'|'2023-11-14T22:13:20Z'|-9223372036854775808|0.1|'79228162514264337593543950335'|1",
                "'o''b'|'1970-01-01T00:00:00Z'|NULL|NULL|NULL|NULL",
            ],
            _database.Query("t", "k", "t", "i", "d", "m", "b"));
    }

    [Fact]
    public void A_row_with_the_same_key_replaces_the_values()
    {
        using var sink = Open(Nothing);
        sink.Write(Zero, 1, Rows.Of(Schema, ["a", Start, 1L], ["b", Start, 2L], ["a", 0L, 3L]));
        sink.Write(Zero, 2, Rows.Of(Schema, ["a", Start, 10L]));
        sink.Flush();
        Assert.Equal(
            ["'a'|'1970-01-01T00:00:00Z'|3", "'a'|'2023-11-14T22:13:20Z'|10", "'b'|'2023-11-14T22:13:20Z'|2"],
            Content());
    }

    [Fact]
    public void A_null_in_the_key_equals_a_null_and_nothing_else()
    {
        using var sink = Open(Nothing);
        sink.Write(Zero, 1, Rows.Of(Schema, [null, Start, 1L], ["", Start, 2L], [null, null, 3L]));
        sink.Write(Zero, 2, Rows.Of(Schema, [null, Start, 10L], [null, null, 30L], [null, 0L, 40L]));
        sink.Flush();
        Assert.Equal(
            [
                "''|'2023-11-14T22:13:20Z'|2", "NULL|'1970-01-01T00:00:00Z'|40", "NULL|'2023-11-14T22:13:20Z'|10",
                "NULL|NULL|30",
            ],
            Content());
    }

    [Fact]
    public void A_table_of_the_pipeline_gets_new_columns_and_keeps_former_ones()
    {
        using (var sink = Open(Nothing))
        {
            sink.Write(Zero, 1, Rows.Of(Schema, ["a", Start, 1L]));
            sink.Flush();
        }

        ResultColumn[] other =
            [.. Schema[..2], new("x", ColumnType.Double, false), new("d", ColumnType.Decimal, false)];
        using (var sink = new SqliteSink(_database.File, "results", "p", other))
        {
            sink.Rehearse(Nothing);
            Assert.Equal(["'a'|1"], _database.Query("results", "k", "n"));
            sink.Open(Nothing with { Sequences = [1, 0] });
            sink.Write(Zero, 2, Rows.Of(other, ["b", Start, 2.5, 3.50m]));
            sink.Flush();
        }

        Assert.Equal(["'a'|1|NULL|NULL", "'b'|NULL|2.5|'3.50'"], _database.Query("results", "k", "n", "x", "d"));
        using var back = Open(Nothing with { Sequences = [2, 0] });
        back.Write(Zero, 3, Rows.Of(Schema, ["c", Start, 3L]));
        back.Flush();
        Assert.Equal("'c'|3|NULL|NULL", _database.Query("results", "k", "n", "x", "d")[^1]);
    }

    [Fact]
    public void A_table_of_which_every_column_is_new_is_still_the_pipelines()
    {
        foreach (var name in (string[])["n", "m"])
        {
            ResultColumn[] schema = [new(name, ColumnType.Int64, false)];
            using var sink = new SqliteSink(_database.File, "results", "p", schema);
            sink.Rehearse(Nothing with { Sequences = [1, 1] });
            sink.Open(Nothing with { Sequences = [1, 1] });
            sink.Write(One, name == "n" ? 1 : 2, Rows.Of(schema, [7L]));
            sink.Flush();
        }

        Assert.Equal(["7|7"], _database.Query("results", "n", "m"));
    }

    [Fact]
    public void Rows_without_a_key_are_one_row_and_rows_that_are_all_key_are_kept_once()
    {
        ResultColumn[] noKey = [new("n", ColumnType.Int64, false)];
        ResultColumn[] allKey = [new("k", ColumnType.String, true)];
        using (var sink = new SqliteSink(_database.File, "no_key", "a", noKey))
        {
            sink.Open(Nothing);
            sink.Write(Zero, 1, Rows.Of(noKey, [1L], [2L]));
            sink.Flush();
        }

        using (var sink = new SqliteSink(_database.File, "all_key", "b", allKey))
        {
            sink.Open(Nothing);
            sink.Write(Zero, 1, Rows.Of(allKey, ["x"], ["x"], [(object?)null], [(object?)null]));
            sink.Flush();
        }

        Assert.Equal(["2"], _database.Query("no_key", "n"));
        Assert.Equal(["'x'", "NULL"], _database.Query("all_key", "k"));
    }

    [Fact]
    public void What_was_not_flushed_is_rolled_back_and_delivered_again()
    {
        ReadOnlyMemory<byte> journaled;
        using (var sink = Open(Nothing))
        {
            sink.Write(Zero, 1, Rows.Of(Schema, ["a", Start, 1L]));
            journaled = sink.Flush();
            sink.Write(Zero, 2, Rows.Of(Schema, ["b", Start, 2L]));
        }

        Assert.Single(Content());
        using var again = new SqliteSink(_database.File, "results", "p", Schema);
        Assert.Equal([1, 0], again.Open(new SinkProgress([1, 0], journaled)).Sequences);
        again.Write(Zero, 2, Rows.Of(Schema, ["b", Start, 2L]));
        again.Flush();
        Assert.Equal(2, Content().Length);
    }

    [Fact]
    public void What_was_flushed_but_not_journaled_is_known_and_skipped_when_it_comes_again()
    {
        ReadOnlyMemory<byte> journaled;
        using (var sink = Open(Nothing))
        {
            journaled = sink.Flush();
            sink.Write(Zero, 3, Rows.Of(Schema, ["a", Start, 1L]));
            sink.Write(One, 5, Rows.Of(Schema, ["b", Start, 1L]));
            sink.Flush();
        }

        using var again = new SqliteSink(_database.File, "results", "p", Schema);
        Assert.Equal([3, 5], again.Open(new SinkProgress([0, 0], journaled)).Sequences);
        again.Write(Zero, 3, Rows.Of(Schema, ["a", Start, 99L]));
        again.Write(Zero, 4, Rows.Of(Schema, ["c", Start, 4L]));
        again.Flush();
        Assert.Equal(
            ["'a'|'2023-11-14T22:13:20Z'|1", "'b'|'2023-11-14T22:13:20Z'|1", "'c'|'2023-11-14T22:13:20Z'|4"],
            Content());
        Assert.Equal(
            ["'p'|0|4", "'p'|1|5"], _database.Query("actorpipeline_progress", "pipeline", "shard", "sequence"));
    }

    [Fact]
    public void Pipelines_in_one_database_do_not_see_each_others_progress()
    {
        using (var sink = Open(Nothing))
        {
            sink.Write(Zero, 7, Rows.Of(Schema, ["a", Start, 1L]));
            sink.Flush();
        }

        using var other = new SqliteSink(_database.File, "results", "other", Schema);
        Assert.Equal([0, 0], other.Open(Nothing).Sequences);
    }

    [Fact]
    public void Hostile_names_are_just_names()
    {
        const string table = "x\"; DROP TABLE results; --";
        ResultColumn[] schema =
        [
            new("select", ColumnType.String, true), new("a\"b", ColumnType.Int64, true),
            new("c'; --", ColumnType.Int64, false), new("é [x]", ColumnType.Double, false),
        ];
        for (var run = 0; run < 2; run++)
        {
            using var sink = new SqliteSink(_database.File, table, "p'\"", schema, overwrite: true);
            sink.Open(Nothing);
            sink.Write(Zero, 1, Rows.Of(schema, ["k", 1L, 2L, 0.5], [null, 1L, 3L, 1.5], [null, 1L, 4L, 2.5]));
            sink.Flush();
            Assert.Equal(["'k'|1|2|0.5", "NULL|1|4|2.5"], _database.Query(table, [.. schema.Select(c => c.Name)]));
        }
    }

    private SqliteSink Open(SinkProgress journaled)
    {
        var sink = new SqliteSink(_database.File, "results", "p", Schema);
        Assert.Equal(journaled.Sequences, sink.Open(journaled).Sequences);
        Assert.True(sink.IsExactlyOnce);
        return sink;
    }

    private string[] Content() => _database.Query("results", "k", "window_start", "n");
}
