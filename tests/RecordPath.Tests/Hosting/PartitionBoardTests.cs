namespace RecordPath.Tests.Hosting;

public sealed class PartitionBoardTests
{
    [Fact]
    public void The_partition_that_is_furthest_behind_in_time_is_read_next()
    {
        var rig = new BoardRig(3);
        rig.Read(0, 500);
        rig.Read(1, 100);
        rig.Read(2, 300);

        Assert.Equal(["p1", "p2", "p0", "none"], [rig.Claim(), rig.Claim(), rig.Claim(), rig.Claim()]);
    }

    [Fact]
    public void A_partition_is_read_by_one_at_a_time_and_again_once_it_is_given_back()
    {
        var rig = new BoardRig(1);

        Assert.Equal("p0", rig.Claim());
        Assert.Equal("none", rig.Claim());
        rig.Read(0, 100);
        Assert.Equal("p0", rig.Claim());
    }

    [Fact]
    public void Each_gets_its_turn_though_asking_one_takes_longer_than_it_may_rest()
    {
        var rig = new BoardRig(3);
        rig.Read(0, 100);
        rig.Read(1, 200);
        rig.Read(2, 300);

        string[] asked = [.. Enumerable.Range(0, 6).Select(i =>
        {
            var name = rig.Claim();
            rig.Board.EndIdle(rig[i % 3]);
            rig.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return name;
        })];

        Assert.Equal(["p0", "p1", "p2", "p0", "p1", "p2"], asked);
    }

    [Fact]
    public void Nobody_gets_further_ahead_of_the_slowest_than_the_drift_allows()
    {
        var rig = new BoardRig(2, driftUs: 1_000);
        rig.Read(0, 5_000);
        rig.Read(1, 3_999);

        Assert.Equal(["p1", "none"], [rig.Claim(), rig.Claim()]);
        rig.Read(1, 4_000);
        Assert.Equal(["p1", "p0"], [rig.Claim(), rig.Claim()]);
    }

    [Fact]
    public void One_that_is_batches_ahead_waits_a_moment_for_one_that_is_being_read()
    {
        var rig = new BoardRig(2);
        rig.Read(1, 100);
        foreach (var time in (long[])[100, 200, 300, 400])
        {
            rig.Read(0, time);
        }

        Assert.Equal(["p1", "none"], [rig.Claim(), rig.Claim()]);
        Assert.Equal(rig.Clock.GetTimestamp() + (rig.Clock.TimestampFrequency / 50), rig.Board.NextPollAt);
        rig.Clock.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal("p0", rig.Claim());
    }

    [Fact]
    public void One_that_is_two_batches_ahead_does_not_wait()
    {
        var rig = new BoardRig(2);
        rig.Read(1, 100);
        foreach (var time in (long[])[100, 200, 300])
        {
            rig.Read(0, time);
        }

        Assert.Equal(["p1", "p0"], [rig.Claim(), rig.Claim()]);
    }

    [Fact]
    public void Nobody_waits_for_one_that_has_not_said_where_in_time_it_starts()
    {
        var rig = new BoardRig(2, driftUs: 1_000);
        rig.Read(0, 1_000_000);

        Assert.Equal(["p1", "p0"], [rig.Claim(), rig.Claim()]);
    }

    [Fact]
    public void An_idle_partition_holds_nobody_back()
    {
        var rig = new BoardRig(3, driftUs: 1_000);
        rig.Read(0, 5_000);
        rig.Read(1, 4_500);
        rig.Read(2, 100);
        rig.Commit();
        FallIdle(rig, 2);

        Assert.Equal(["p1", "p0"], [rig.Claim(), rig.Claim()]);
    }

    [Fact]
    public void One_without_data_is_asked_again_after_a_moment()
    {
        var rig = new BoardRig(1);
        rig.Claim();
        rig.Board.EndIdle(rig[0]);

        Assert.Equal("none", rig.Claim());
        rig.Clock.Advance(TimeSpan.FromMilliseconds(9));
        Assert.Equal("none", rig.Claim());
        rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("p0", rig.Claim());
    }

    [Fact]
    public void One_that_fails_is_asked_again_after_ever_longer_waits()
    {
        var rig = new BoardRig(1);
        foreach (var waitMs in (int[])[100, 200, 400])
        {
            Assert.Equal("p0", rig.Claim());
            rig.Board.EndFailed(rig[0]);
            rig.Clock.Advance(TimeSpan.FromMilliseconds(waitMs - 1));
            Assert.Equal("none", rig.Claim());
            rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        rig.Read(0, 100);
        rig.Claim();
        rig.Board.EndFailed(rig[0]);
        rig.Clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal("p0", rig.Claim());
    }

    [Fact]
    public void A_partition_is_idle_when_its_time_without_data_is_over()
    {
        var rig = new BoardRig(1);
        rig.Read(0, 100);
        rig.Commit();
        rig.Clock.Advance(BoardRig.IdleTimeout - TimeSpan.FromTicks(1));
        rig.Board.EndIdle(rig[0]);
        Assert.Empty(rig.Said());

        rig.Clock.Advance(TimeSpan.FromTicks(1));
        rig.Board.EndIdle(rig[0]);
        Assert.Equal(["p0 idle at 100"], rig.Said());
        rig.Board.EndIdle(rig[0]);
        Assert.Empty(rig.Said());
    }

    [Fact]
    public void A_partition_is_not_idle_before_all_shards_have_committed_what_was_read_of_it()
    {
        var rig = new BoardRig(1);
        rig.Read(0, 100);
        FallIdle(rig, 0);
        rig.Apply();
        FallIdle(rig, 0);
        rig.Commit(shard: 0);
        FallIdle(rig, 0);
        Assert.Empty(rig.Said());

        rig.Commit(shard: 1);
        FallIdle(rig, 0);
        Assert.Equal(["p0 idle at 100"], rig.Said());
    }

    [Fact]
    public void A_partition_comes_back_when_all_shards_have_committed_that_it_was_idle()
    {
        var rig = new BoardRig(2);
        MakeIdle(rig, 1);

        Assert.False(rig.Read(1, 9_000));
        rig.Commit(shard: 0);
        Assert.False(rig.Read(1, 9_000));
        Assert.Empty(rig.Said());
        rig.Commit(shard: 1);
        Assert.False(rig.Read(1, 9_000));
        Assert.Equal(["p1 back at 100"], rig.Said());
    }

    [Fact]
    public void What_comes_after_idleness_is_judged_when_all_shards_have_committed_where_that_was()
    {
        var rig = new BoardRig(2);
        MakeIdle(rig, 1);
        rig.Commit();
        Assert.False(rig.Read(1, 6_500));
        rig.Said();

        rig.Commit(shard: 1);
        Assert.False(rig.Read(1, 6_500));
        rig.Commit(shard: 0);
        Assert.True(rig.Read(1, 6_500));
        Assert.Equal(7_000, rig[1].WatermarkUs);
        Assert.Empty(rig.Said());
    }

    [Fact]
    public void The_end_is_said_once_and_when_all_is_committed()
    {
        var rig = new BoardRig(2);
        rig.Read(0, 1_500);
        rig.Read(1, 3_200);
        rig.Board.EndOfPartition(rig[0]);
        Assert.False(rig.Board.IsRead);
        rig.Board.EndOfPartition(rig[1]);
        Assert.True(rig.Board.IsRead);
        Assert.False(rig.Board.IsEnded);
        Assert.Empty(rig.Said());

        // The newest record is in the window that ends at 4,000.
        rig.Commit();
        Assert.Equal("none", rig.Claim());
        Assert.Equal(
            ["p0 idle at 1500", "p1 idle at 3200", "p0 end at 4000", "p1 end at 4000"], rig.Said());
        Assert.True(rig.Board.IsEnded);
        rig.Commit();
        Assert.Equal("none", rig.Claim());
        Assert.Empty(rig.Said());
    }

    [Fact]
    public void A_partition_that_ends_while_others_go_on_holds_them_back_no_more()
    {
        var rig = new BoardRig(2, driftUs: 1_000);
        rig.Read(0, 100);
        rig.Read(1, 5_000);
        rig.Board.EndOfPartition(rig[0]);
        rig.Commit();

        Assert.Equal("p1", rig.Claim());
        Assert.Equal(["p0 idle at 100"], rig.Said());
        Assert.False(rig.Board.IsEnded);
    }

    /// <summary>Time without data passes, and a read finds none.</summary>
    internal static void FallIdle(BoardRig rig, int partition)
    {
        rig.Clock.Advance(BoardRig.IdleTimeout);
        rig.Board.EndIdle(rig[partition]);
    }

    /// <summary>A partition is said to be idle at 100, and the other moves on to 7,000.</summary>
    internal static void MakeIdle(BoardRig rig, int partition)
    {
        rig.Read(partition, 100);
        rig.Read(1 - partition, 200);
        rig.Commit();
        FallIdle(rig, partition);
        Assert.Equal([$"p{partition} idle at 100"], rig.Said());
        rig.Read(1 - partition, 7_000);
    }
}
