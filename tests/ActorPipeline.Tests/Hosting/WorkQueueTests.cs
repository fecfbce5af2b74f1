using ActorPipeline.Hosting;

namespace ActorPipeline.Tests.Hosting;

public sealed class WorkQueueTests
{
    [Fact]
    public void Items_come_out_in_the_order_in_which_they_went_in()
    {
        var queue = new WorkQueue<int>(3, new Signal());
        queue.Write(1);
        queue.Write(2);
        Assert.Equal(2, queue.Count);
        Assert.Equal(1, Read(queue));
        queue.Write(3);

        Assert.Equal([2, 3, null, null], [Read(queue), Read(queue), Read(queue), Read(queue)]);
    }

    [Fact]
    public void One_item_too_many_is_a_bug_of_the_pool_and_leaves_the_queue_as_it_was()
    {
        var queue = new WorkQueue<int>(1, new Signal());
        queue.Write(1);

        var bug = Assert.Throws<InvalidOperationException>(() => queue.Write(2));

        Assert.Contains("a queue of 1 is full", bug.Message, StringComparison.Ordinal);
        Assert.Equal([1, null], [Read(queue), Read(queue)]);
    }

    [Fact]
    public void A_write_before_the_reader_waits_still_wakes_it()
    {
        var signal = new Signal();
        new WorkQueue<int>(1, signal).Write(1);

        Assert.True(Returns(() => signal.Wait(Timeout.InfiniteTimeSpan)));
    }

    [Fact]
    public void Items_of_several_writers_all_arrive_each_writers_in_order()
    {
        const int writers = 3;
        const int items = 20_000;
        var signal = new Signal();
        var queue = new WorkQueue<(int Writer, int Number)>(writers * items, signal);
        var next = new int[writers];

        Assert.True(Returns(() =>
        {
            var threads = Enumerable.Range(0, writers).Select(writer => new Thread(() => Write(writer))).ToList();
            threads.ForEach(t => t.Start());
            while (next.Sum() < writers * items)
            {
                signal.Wait(Timeout.InfiniteTimeSpan);
                while (queue.TryRead(out var item))
                {
                    Assert.Equal(next[item.Writer]++, item.Number);
                }
            }
        }));
        Assert.Equal(0, queue.Count);

        void Write(int writer)
        {
            for (var i = 0; i < items; i++)
            {
                queue.Write((writer, i));
            }
        }
    }

    private static int? Read(WorkQueue<int> queue) => queue.TryRead(out var item) ? item : null;

    /// <summary>Whether something returns at all, be the machine ever so busy; what it throws comes out.</summary>
    private static bool Returns(Action action) => Task.Run(action).Wait(TimeSpan.FromMinutes(1));
}
