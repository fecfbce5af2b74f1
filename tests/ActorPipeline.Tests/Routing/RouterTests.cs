using System.Globalization;
using System.Text;
using ActorPipeline.Decoding;
using ActorPipeline.Definitions;
using ActorPipeline.Expressions;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Tests.Routing;

/// <summary>Records as <c>key time</c>; a dash is no time.</summary>
public sealed class RouterTests
{
    private static readonly ColumnSpec[] _columns =
    [
        new("t", ColumnType.Timestamp, "t", new TimeFormat(TimeFormatKind.EpochMicros)),
        new("k", ColumnType.String, "k"),
    ];

    [Fact]
    public void The_watermark_follows_the_newest_record_by_the_allowed_disorder()
    {
        var (batch, after) = Route(Plan(outOfOrder: 5), "a 100", "a 90", "a 110");
        Assert.Equal(105, after);
        Assert.Equal(105, batch.WatermarkUs);
    }

    [Fact]
    public void A_record_is_judged_by_the_watermark_before_it()
    {
        // 100 moves the watermark to 100: 19 is behind the window [10, 20), which ends at or below it; 95 is not.
        var (batch, _) = Route(Plan(), "a 19", "a 100", "a 19", "a 95", "a 99");
        Assert.Equal([(2, DeadReason.Late), (3, DeadReason.Late), (4, DeadReason.Late)], Dead(batch));
        (batch, _) = Route(Plan(), "a 19", "a 99", "a 89", "a 90");
        Assert.Equal([(2, DeadReason.Late)], Dead(batch));
    }

    [Fact]
    public void Allowed_lateness_keeps_windows_open()
    {
        var (batch, _) = Route(Plan(lateness: 30), "a 100", "a 69", "a 70");
        Assert.Equal([(1, DeadReason.Late)], Dead(batch));
    }

    [Fact]
    public void A_record_without_a_time_is_dead_and_moves_nothing()
    {
        var (batch, after) = Route(Plan(), "a 100", "a -", "b 105");
        Assert.Equal([(1, DeadReason.BadTime)], Dead(batch));
        Assert.Equal(105, after);
    }

    [Fact]
    public void A_filtered_record_moves_the_watermark_and_is_not_dead()
    {
        var (batch, after) = Route(Plan(where: "k = 'a'"), "a 1", "b 100", "b -", "a 15");
        Assert.Equal(100, after);
        Assert.Equal(2, batch.Records.FilteredCount);
        Assert.Equal([(3, DeadReason.Late)], Dead(batch));
    }

    [Fact]
    public void A_watermark_never_goes_back()
    {
        var (_, after) = Route(Plan(), 500, "a 100", "a 499");
        Assert.Equal(500, after);
    }

    [Fact]
    public void Hopping_windows_that_are_over_are_skipped_for_a_record()
    {
        var plan = Plan() with { Window = new WindowSpec.Hopping(30, 10) };
        var (batch, _) = Route(plan, "a 100", "a 95", "a 85");
        Assert.Empty(Dead(batch));
        var skips = Rows(batch).ToDictionary(r => r.Row, r => batch.Scattered.SkippedWindows[r.Index]);
        Assert.Equal((0, 1, 2), (skips[0], skips[1], skips[2]));
    }

    [Fact]
    public void Live_rows_are_brought_together_by_shard_in_their_order()
    {
        var lines = Enumerable.Range(0, 500).Select(i => $"key-{i % 37} {i}").ToArray();
        var (batch, _) = Route(Plan(shards: 5) with { Window = new WindowSpec.Global() }, lines);
        var rows = Rows(batch).ToArray();
        Assert.Equal(Enumerable.Range(0, 500), rows.Select(r => r.Row).Order());
        foreach (var (shard, row, index) in rows)
        {
            var key = Encoding.UTF8.GetBytes($"key-{row % 37}");
            Assert.Equal(key, batch.Scattered.KeyOf(index).ToArray());
            Assert.Equal(KeyHash.Compute(key), batch.Scattered.Hashes[index]);
            Assert.Equal(KeyHash.ShardOf(KeyHash.Compute(key), 5), shard);
            Assert.Equal(row, batch.Scattered.TimesUs[index]);
        }

        foreach (var shard in rows.GroupBy(r => r.Shard))
        {
            Assert.True(shard.Select(r => r.Row).SequenceEqual(shard.Select(r => r.Row).Order()));
        }
    }

    [Fact]
    public void Without_event_time_every_record_is_in_time()
    {
        var (batch, after) = Route(Plan() with { EventTime = null, Window = new WindowSpec.Global() }, 7, "a -", "a 5");
        Assert.Empty(Dead(batch));
        Assert.Equal(7, after);
        Assert.Equal(2, Rows(batch).Count());
    }

    private static IEnumerable<(int Shard, int Row, int Index)> Rows(RoutedBatch batch)
    {
        var starts = batch.Scattered.ShardStart;
        for (var shard = 0; shard < starts.Length - 1; shard++)
        {
            for (var index = starts[shard]; index < starts[shard + 1]; index++)
            {
                yield return (shard, batch.Scattered.Rows[index], index);
            }
        }
    }

    private static (int, DeadReason)[] Dead(RoutedBatch batch) =>
        [.. batch.Records.DeadRows.Select(d => (d.Row, d.Reason))];

    private static (RoutedBatch Batch, long After) Route(PipelinePlan plan, params string[] records) =>
        Route(plan, Router.NoWatermarkUs, records);

    private static (RoutedBatch Batch, long After) Route(PipelinePlan plan, long watermarkUs, params string[] records)
    {
        var batch = new RoutedBatch(plan, EventLayout.Of(plan));
        var data = new ByteArena();
        foreach (var record in records)
        {
            var parts = record.Split(' ');
            var start = data.Length;
            var time = parts[1] == "-" ? "null" : parts[1];
            data.Append(Encoding.UTF8.GetBytes($$"""{"k":"{{parts[0]}}","t":{{time}}}"""));
            batch.Records.AddRow(start, data.Length);
        }

        batch.Records.Data = data.Written.ToArray();
        batch.Records.To = records.Length;
        DecoderFactory.Create(plan.Decoder).Decode(batch.Records);
        return (batch, new Router(plan).Route(batch, watermarkUs));
    }

    private static PipelinePlan Plan(long outOfOrder = 0, long lateness = 0, string? where = null, int shards = 2)
    {
        var schema = new ExpressionSchema(_columns.Select(c => (c.Name, c.Type)));
        return new PipelinePlan
        {
            Name = "test",
            Source = new StdinSourceSpec(),
            Decoder = new JsonDecoderSpec(_columns),
            Where = where is null ? null : ExpressionCompiler.CompileCondition(where, schema),
            Key = [new KeyPart("k", 1, ColumnType.String)],
            EventTime = new EventTimeSpec(0, outOfOrder, lateness, TimeSpan.FromSeconds(1), 1_000),
            Window = new WindowSpec.Tumbling(10),
            Aggregates = [AggregateSyntax.Parse("n", "count()", schema)],
            Sink = new SinkSpec.Console(1),
            DeadLetterPath = "dead",
            ShardCount = shards,
        };
    }
}
