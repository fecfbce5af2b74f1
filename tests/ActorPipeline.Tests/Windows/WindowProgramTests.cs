using ActorPipeline.Actors;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Tests.Journal;

namespace ActorPipeline.Tests.Windows;

public sealed class WindowProgramTests
{
    [Fact]
    public void An_int64_sum_that_overflows_on_the_way_is_right_and_one_that_ends_there_is_null()
    {
        var rig = new ProgramRig(new WindowSpec.Tumbling(10), 0, 10, "sum(i)", "mean(i)");
        rig.Apply(0, (0, 1, [long.MaxValue]), (0, 2, [long.MaxValue]), (0, 3, [-long.MaxValue]));
        rig.Apply(0, (1, 1, [long.MaxValue]), (1, 1, [1L]));
        Assert.Equal(
            [[0L, 10L, long.MaxValue, (double)long.MaxValue / 3], [0L, 10L, null, ((double)long.MaxValue + 1) / 2]],
            rig.Close(10));
    }

    [Fact]
    public void A_decimal_sum_that_overflows_on_the_way_is_right_and_one_that_ends_there_is_null()
    {
        var rig = new ProgramRig(new WindowSpec.Tumbling(10), 0, 10, "sum(m)", "mean(m)", "max(m)");
        rig.Apply(0, (0, 1, [decimal.MaxValue]), (0, 1, [decimal.MaxValue]), (0, 1, [-decimal.MaxValue]));
        rig.Apply(0, (1, 1, [decimal.MaxValue]), (1, 1, [0.5m]));
        Assert.Equal(
            [
                [0L, 10L, decimal.MaxValue, 79228162514264337593543950335.0 / 3, decimal.MaxValue],
                [0L, 10L, null, 79228162514264337593543950335.5 / 2, decimal.MaxValue],
            ],
            rig.Close(10));
    }

    [Fact]
    public void A_thousand_aggregates_of_one_column_are_folded_like_one()
    {
        string[] kinds = ["sum(i)", "min(i)", "max(i)", "mean(i)", "variance(i)"];
        var rig = new ProgramRig(
            new WindowSpec.Tumbling(10), 0, 10, [.. Enumerable.Range(0, 1_000).Select(i => kinds[i % kinds.Length])]);
        rig.Apply(0, (0, 1, [3L]), (0, 2, [5L]));

        object?[] row = rig.Close(10).Single();

        Assert.Equal(Enumerable.Repeat<object?[]>([8L, 3L, 5L, 4.0, 2.0], 200).SelectMany(r => r), row[2..]);
    }

    [Fact]
    public void What_is_no_number_is_no_extreme_and_negative_zero_is_below_zero()
    {
        foreach (var order in (double[][])[[0.0, -0.0, double.NaN], [double.NaN, -0.0, 0.0], [-0.0, -double.NaN, 0.0]])
        {
            var rig = new ProgramRig(new WindowSpec.Tumbling(10), 0, 10, "min(d)", "max(d)", "count()");
            rig.Apply(0, [.. order.Select(value => (0, 5L, (object?[])[value]))]);
            var row = rig.Close(10).Single();
            Assert.True(double.IsNegative((double)row[2]!) && (double)row[2]! == 0);
            Assert.True(double.IsPositive((double)row[3]!) && (double)row[3]! == 0);
            Assert.Equal(3L, row[4]);
        }
    }

    [Fact]
    public void A_count_of_everything_counts_what_the_others_leave_out()
    {
        var rig = new ProgramRig(
            new WindowSpec.Tumbling(10), 0, 10, "count()", "sum(i)", "min(i)", "count(i)", "max(i) where i < 10");
        rig.Apply(0, (0, 1, [5L, true]), (0, 2, [null, null]), (0, 3, [20L, false]));
        rig.Apply(0, (0, 4, [1L, true]), (0, 4, [2L, true]));
        Assert.Equal([[0L, 10L, 5L, 28L, 1L, 4L, 5L]], rig.Close(10));
    }

    [Fact]
    public void Of_equal_times_first_is_of_the_lowest_partition_and_last_of_the_highest()
    {
        foreach (var order in (int[][])[[0, 1, 2], [2, 1, 0], [1, 0, 2]])
        {
            var rig = new ProgramRig(new WindowSpec.Tumbling(10), 0, 10, "first(s)", "last(s)");
            foreach (var partition in order)
            {
                rig.Apply(partition, (0, 5, [$"{partition}a"]), (0, 5, [$"{partition}b"]));
            }

            Assert.Equal([[0L, 10L, "0a", "2b"]], rig.Close(10));
        }
    }

    [Fact]
    public void Windows_close_at_their_watermark_and_not_before_oldest_first()
    {
        var rig = new ProgramRig(new WindowSpec.Hopping(30, 10), 5, 10, "count()");
        rig.Apply(0, (3, 25, []), (3, 41, []));
        Assert.Equal(35, rig.Program.DueUs(0));
        Assert.Empty(rig.Close(34));
        Assert.Equal([[0L, 30L, 1L]], rig.Close(35));
        Assert.Equal([[10L, 40L, 1L], [20L, 50L, 2L]], rig.Close(55));
        Assert.False(rig.Program.IsEmpty(3));
        Assert.Equal([[30L, 60L, 1L], [40L, 70L, 1L]], rig.Close(1_000));
        Assert.True(rig.Program.IsEmpty(3));
        Assert.Equal(long.MaxValue, rig.Program.DueUs(0));
    }

    [Fact]
    public void The_global_window_is_emitted_at_the_end_and_goes_on()
    {
        var rig = new ProgramRig(new WindowSpec.Global(), 0, 10, "count()");
        rig.Apply(0, (0, 5, []));
        Assert.Empty(rig.Close(long.MaxValue));
        Assert.Equal([[1L]], rig.Close(0, isEndOfInput: true));
        rig.Apply(0, (0, 6, []));
        Assert.Equal([[2L]], rig.Close(0, isEndOfInput: true));
    }

    [Fact]
    public void A_key_with_too_many_windows_rejects_what_would_open_another()
    {
        var rig = new ProgramRig(new WindowSpec.Tumbling(10), 0, 2, "count()");
        Assert.Equal([2], rig.Apply(0, (0, 5, []), (0, 15, []), (0, 25, []), (0, 6, []), (1, 25, [])));
        rig.Close(10);
        Assert.Empty(rig.Apply(0, (0, 25, [])));
    }

    [Fact]
    public void A_page_gives_up_all_memory_when_it_is_dropped()
    {
        var rig = new ProgramRig(new WindowSpec.Hopping(30, 10), 0, 10, "max(s)", "first(s)");
        var empty = rig.Program.StateBytes;
        for (var round = 0; round < 3; round++)
        {
            rig.Apply(0, [.. Enumerable.Range(0, 100).Select(i => (i % 8, (long)i, new object?[] { $"text {i}" }))]);
            Assert.True(rig.Program.StateBytes > empty);
            rig.Program.DropPage(0);
            rig.Program.AddPage(0);
            Assert.Equal(empty, rig.Program.StateBytes);
        }

        rig.Apply(0, (0, 1, ["x"]));
        rig.Close(1_000);
        Assert.Equal(empty, rig.Program.StateBytes);
    }

    [Fact]
    public void Damaged_pages_are_a_format_damage()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var rig = new ProgramRig(
                seed % 2 == 0 ? new WindowSpec.Session(10) : new WindowSpec.Tumbling(10), 0, 100,
                "max(s)", "sum(i)", "min(m)", "stddev(m)");
            var random = new Random(seed);
            rig.Apply(0, [.. Enumerable.Range(0, 60).Select(_ => (random.Next(8), (long)random.Next(300),
                new object?[] { $"text {random.Next(9)}", (long)random.Next(9), (decimal)random.Next(9) }))]);
            var bytes = Bytes.Written(w => rig.Program.WritePage(0, rig.Keys, w));
            Bytes.Fuzz(bytes, seed, (ref ByteCursor cursor) => rig.Program.LoadPage(1, rig.Keys, 1, ref cursor));
        }
    }
}
