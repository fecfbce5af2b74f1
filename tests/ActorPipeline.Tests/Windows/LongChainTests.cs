using ActorPipeline.Plan;

namespace ActorPipeline.Tests.Windows;

/// <summary>Actors with so many open windows that they are indexed.</summary>
public sealed class LongChainTests
{
    [Fact]
    public void Many_open_windows_in_any_order_are_found_and_closed_oldest_first()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var rig = new ProgramRig(new WindowSpec.Tumbling(10), 0, 10_000, "count()");
            var empty = rig.Program.StateBytes;
            var open = new SortedDictionary<long, long>();
            for (var (batch, watermark) = (0, 0L); batch < 10; batch++, watermark += random.Next(600))
            {
                var times = Enumerable.Range(0, 120).Select(_ => watermark + random.Next(3_000)).ToArray();
                foreach (var time in times)
                {
                    open[time / 10 * 10] = open.GetValueOrDefault(time / 10 * 10) + 1;
                }

                Assert.Empty(rig.Apply(0, [.. times.Select(t => (0, t, Array.Empty<object?>()))]));
                var due = open.Where(w => w.Key + 10 <= watermark).ToList();
                Assert.Equal(
                    due.Select(w => new object?[] { w.Key, w.Key + 10, w.Value }), rig.Close(watermark));
                due.ForEach(w => open.Remove(w.Key));
            }

            Assert.Equal(open.Select(w => new object?[] { w.Key, w.Key + 10, w.Value }), rig.Close(1_000_000));
            Assert.Equal(empty, rig.Program.StateBytes);
        }
    }

    [Fact]
    public void Many_open_sessions_become_one_as_records_come_between()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var rig = new ProgramRig(new WindowSpec.Session(10), 0, 10_000, "count()");
            var empty = rig.Program.StateBytes;
            long[] times = [.. Enumerable.Range(0, 400).Select(_ => (long)random.Next(12_000))];
            foreach (var part in times.Chunk(40))
            {
                Assert.Empty(rig.Apply(0, [.. part.Select(t => (0, t, Array.Empty<object?>()))]));
            }

            var rows = new List<object?[]>();
            foreach (var time in times.Order())
            {
                if (rows.Count > 0 && time <= (long)rows[^1][1]!)
                {
                    (rows[^1][1], rows[^1][2]) = (time + 10, (long)rows[^1][2]! + 1);
                }
                else
                {
                    rows.Add([time, time + 10, 1L]);
                }
            }

            Assert.Equal(rows, rig.Close(1_000_000));
            Assert.Equal(empty, rig.Program.StateBytes);
        }
    }

    [Fact]
    public void A_key_with_very_many_windows_is_judged_by_those_that_its_partition_is_not_done_with()
    {
        var rig = new ProgramRig(new WindowSpec.Tumbling(10), 0, 300, "count()");
        Assert.Empty(rig.Apply(0, [.. Enumerable.Range(0, 300).Select(i => (0, i * 10L, Array.Empty<object?>()))]));
        Assert.Equal([0], rig.Apply(0, (0, 5_000, []), (0, 1_505, [])));
        rig.Close(100);
        Assert.Equal([10], rig.Apply(
            0, [.. Enumerable.Range(0, 11).Select(i => (0, 5_000L + (i * 10), Array.Empty<object?>()))]));
    }
}
