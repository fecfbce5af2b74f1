using ActorPipeline.Runtime.Persistence.Ledgers;

namespace ActorPipeline.Runtime.Tests.Persistence;

public sealed class LaneTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_lane_never_lets_a_block_go_that_is_needed_and_never_goes_back(int seed)
    {
        var (random, lane, blocks) = (new Random(seed), default(Lane), new SortedSet<long>());
        var (floor, done) = (0L, 0L);
        for (var sequence = 1L; sequence <= 2000; sequence++)
        {
            if (random.Next(4) == 0)
            {
                lane = lane.Add(sequence);
                blocks.Add(sequence);
            }

            if (random.Next(10) == 0)
            {
                done = Math.Max(done, random.NextInt64(done, sequence + 1));
                lane = lane.Finish(done);
                blocks.RemoveWhere(block => block <= done);
            }

            Assert.True(lane.FloorAt(sequence) >= floor, $"seed {seed}, commit {sequence}: the floor went back");
            floor = lane.FloorAt(sequence);
            Assert.True(blocks.Count == 0 || floor < blocks.Min, $"seed {seed}, commit {sequence}: a block went");
            Assert.True(blocks.Count > 0 || floor == sequence, $"seed {seed}, commit {sequence}: too much is kept");
        }
    }
}
