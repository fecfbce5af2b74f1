using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Operators;

public sealed class CombinedTests
{
    private readonly World _world = new();
    private readonly SourceQueue<int> _left = new(64);
    private readonly SourceQueue<int> _right = new(64);

    [Fact]
    public void Pairs_end_with_the_shorter_source() => Assert.Equal(
        [(1, "a"), (2, "b")], _world.ListOf(Source.Range(1, 9).Zip(Source.From(["a", "b"]))));

    [Fact]
    public void A_merge_takes_turns() => Assert.Equal(
        [1, 10, 2, 11, 3, 12, 4], _world.ListOf(Source.Range(1, 4).Merge(Source.Range(10, 3))));

    [Fact]
    public void A_merge_goes_on_while_one_source_is_silent()
    {
        var (graph, items) = _world.Collect(Source.From(_left).Merge(Source.From(_right)));
        Offer(_right, 1, 2);
        Offer(_left, 3);
        _right.Complete();
        _world.Settle();
        Offer(_left, 4);
        Assert.Equal([1, 2, 3, 4], items);
        _left.Complete();
        _world.Settle();
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_failed_input_fails_a_merge_and_closes_the_others()
    {
        var (_, failure) = _world.FailureOf(Source.Never<int>().Merge(Source.Failed<int>(new IOException("gone"))));
        Assert.Equal("gone", failure.Message);
    }

    [Fact]
    public void Sorted_sources_stay_sorted() => Assert.Equal(
        [1, 2, 2, 3, 4, 5, 9],
        _world.ListOf(Source.From([1, 2, 5]).MergeSorted(Source.From([2, 3, 4, 9]))));

    [Fact]
    public void A_sorted_merge_waits_for_every_input()
    {
        var (graph, items) = _world.Collect(Source.From(_left).MergeSorted(Source.From(_right)));
        Offer(_left, 1, 5);
        Assert.Empty(items);
        Offer(_right, 3);
        Assert.Equal([1, 3], items);
        _right.Complete();
        _world.Settle();
        Assert.Equal([1, 3, 5], items);
        _left.Complete();
        _world.Settle();
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void Weights_say_who_gets_how_much_while_all_have_elements()
    {
        var source = Source.MergePrioritized((Source.Repeat('b'), 1), (Source.Repeat('a'), 3)).Take(8);
        Assert.Equal("aaabaaab", string.Concat(_world.ListOf(source)));
    }

    [Fact]
    public void A_silent_source_leaves_its_share_to_the_others()
    {
        var source = Source.MergePrioritized((Source.Never<char>(), 9), (Source.Repeat('b'), 1)).Take(3);
        Assert.Equal("bbb", string.Concat(_world.ListOf(source)));
    }

    [Fact]
    public void One_source_follows_the_other()
    {
        var closed = new List<string>();
        var first = Source.Create("first", c => new ClosingStage(1, () => closed.Add("first"), c));
        var second = Source.Create("second", c => new ClosingStage(2, () => closed.Add("second"), c));
        var (graph, items) = _world.Collect(first.Concat(second).Prepend(Source.Single(0)).Concat(Source.From(_left)));
        Assert.Equal([0, 1, 2], items);
        Assert.Equal(["first", "second"], closed);
        _left.Complete();
        _world.Settle();
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void Nothing_is_asked_of_the_second_source_before_the_first_has_ended()
    {
        var asked = 0;
        var (graph, _) = _world.Collect(Source.Never<int>().Concat(Source.Repeat(0).Select(_ => ++asked)));
        Assert.Equal(0, asked);
        graph.Abort();
        _world.Settle();
        _world.AssertCancelled(graph);
    }

    private void Offer(SourceQueue<int> queue, params int[] items)
    {
        foreach (var item in items)
        {
            queue.Offer(item);
        }

        _world.Settle();
    }

    private sealed class ClosingStage(int value, Action onClose, StageContext context) : Stage<int>
    {
        private bool _isGiven;

        public override PullStatus Pull(out int item)
        {
            if (!context.TryTake())
            {
                return context.Refuse(out item);
            }

            item = value;
            var wasGiven = _isGiven;
            _isGiven = true;
            return wasGiven ? PullStatus.Done : PullStatus.Item;
        }

        public override void Close() => onClose();
    }
}
