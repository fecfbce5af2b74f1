using ActorPipeline.Runtime.Ingest;

namespace RecordPath.Tests.Hosting;

/// <summary>What a board makes of what an earlier process committed, above all where its shards differ.</summary>
public sealed class PartitionBoardResumeTests
{
    [Fact]
    public void A_partition_goes_on_where_the_shard_that_is_furthest_behind_was()
    {
        var rig = new BoardRig(1);
        rig.Read(0, 100);
        rig.Commit();
        var (position, watermark) = (rig[0].AppendedTo, rig[0].WatermarkUs);
        rig.Read(0, 900);
        rig.Commit(shard: 1);
        var furthest = rig[0].AppendedTo;
        rig.Restart();

        Assert.Equal((position, watermark), (rig[0].Position, rig[0].WatermarkUs));
        Assert.False(rig[0].IsIdle);
        Assert.Empty(rig.Said());

        // What the other shard has is not news: until it is read again, nothing may be said of the partition.
        PartitionBoardTests.FallIdle(rig, 0);
        Assert.Empty(rig.Said());
        Assert.True(rig.Read(0, 900));
        Assert.Equal(furthest, rig[0].AppendedTo);
        rig.Commit();
        PartitionBoardTests.FallIdle(rig, 0);
        Assert.Equal(["p0 idle at 900"], rig.Said());
    }

    [Fact]
    public void A_source_that_cannot_be_read_again_goes_on_where_the_furthest_shard_was()
    {
        var rig = new BoardRig(1);
        rig.Read(0, 100);
        rig.Commit();
        rig.Read(0, 900);
        rig.Commit(shard: 1);
        var furthest = rig[0].AppendedTo;
        rig.Restart(canReplay: false);

        Assert.Equal((furthest, 900), (rig[0].Position, rig[0].WatermarkUs));
    }

    [Fact]
    public void Idleness_that_all_shards_have_committed_is_remembered()
    {
        var rig = new BoardRig(2);
        PartitionBoardTests.MakeIdle(rig, 1);
        rig.Commit();
        rig.Restart();

        Assert.True(rig[1].IsIdle);
        Assert.Empty(rig.Said());
        Assert.False(rig.Read(1, 9_000));
        Assert.Equal(["p1 back at 100"], rig.Said());
    }

    [Fact]
    public void Idleness_that_some_shards_have_committed_is_said_again()
    {
        var rig = new BoardRig(2);
        PartitionBoardTests.MakeIdle(rig, 1);
        rig.Commit(shard: 0);
        rig.Restart();

        Assert.True(rig[1].IsIdle);
        Assert.Contains("p1 idle at 100", rig.Said());
        Assert.False(rig.Read(1, 9_000));
        rig.Commit();
        Assert.False(rig.Read(1, 9_000));
        Assert.Single(rig.Said(), said => said.StartsWith("p1 back at ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_comeback_that_some_shards_have_committed_is_taken_back()
    {
        var rig = new BoardRig(2);
        PartitionBoardTests.MakeIdle(rig, 1);
        rig.Commit();
        Assert.False(rig.Read(1, 9_000));
        rig.Commit(shard: 1);
        rig.Restart();

        Assert.True(rig[1].IsIdle);
        Assert.Equal(["p1 idle at 7000"], rig.Said());
    }

    [Fact]
    public void A_comeback_that_all_shards_have_committed_is_over()
    {
        var rig = new BoardRig(2);
        PartitionBoardTests.MakeIdle(rig, 1);
        rig.Commit();
        Assert.False(rig.Read(1, 9_000));
        rig.Commit();
        rig.Restart();

        Assert.False(rig[1].IsIdle);
        Assert.Empty(rig.Said());
        Assert.True(rig.Read(1, 9_000));
    }

    [Fact]
    public void The_end_is_said_to_each_process_and_moves_time_once()
    {
        var rig = new BoardRig(1);
        End(rig, 1_500);
        Assert.Equal(["p0 idle at 1500", "p0 end at 2000"], rig.Said());
        rig.Commit();

        rig.Restart();
        End(rig);
        Assert.Equal(["p0 idle at 2000", "p0 end at 2000"], rig.Said());
        rig.Commit();

        rig.Restart();
        Assert.False(rig.Read(0, 5_500));
        rig.Commit();
        End(rig, 5_500);
        Assert.Equal(["p0 back at 2000", "p0 idle at 5500", "p0 end at 6000"], rig.Said());
    }

    [Fact]
    public void An_end_that_some_shards_have_committed_is_said_again_at_the_same_time()
    {
        var rig = new BoardRig(1);
        End(rig, 1_500);
        rig.Commit(shard: 0);
        rig.Restart();
        Assert.Equal(["p0 idle at 2000"], rig.Said());

        End(rig);

        Assert.Equal(["p0 end at 2000"], rig.Said()[^1..]);
    }

    private static void End(BoardRig rig, params long[] times)
    {
        Assert.True(times.Length == 0 || rig.Read(0, times));
        PartitionBoard.EndOfPartition(rig[0]);
        rig.Commit();
        Assert.Equal("none", rig.Claim());
        Assert.True(rig.Board.IsEnded);
    }
}
