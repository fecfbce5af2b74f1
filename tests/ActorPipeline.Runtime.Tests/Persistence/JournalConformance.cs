using System.Runtime.CompilerServices;
using ActorPipeline.Journal;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;
using static ActorPipeline.Runtime.Tests.Persistence.Story;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>What every journal does, whatever it stands on.</summary>
public abstract partial class JournalConformance
{
    private static int _tests;

    private readonly IJournalPlace _place;
    private readonly int _test = Interlocked.Increment(ref _tests);

    private protected JournalConformance(IJournalPlace place) => _place = place;

    [SkippableFact]
    public void An_unknown_shard_is_claimed_empty()
    {
        var shard = Node().Shard(7);

        var claimed = shard.Claim();

        Assert.Equal((1, 0, 0), (claimed.Epoch, claimed.Sequence, claimed.Head.Length));
        Assert.All(claimed.Sinks, sink => Assert.Equal(0, sink.Through));
        Assert.Empty(shard.Events());
        Assert.Empty(shard.Outbox(OutboxKind.Results));
        Assert.Empty(shard.PageIndex());
        Assert.Null(shard.Page(0));
    }

    [SkippableFact]
    public void What_is_committed_is_there_for_the_next_owner()
    {
        var first = Node().Claimed(0);
        Assert.True(first.Commit(first.Next([1], [2], [3])));
        Assert.True(first.Commit(first.Next()));
        Assert.True(first.Commit(first.Next([4], dead: [5])));

        var second = Node(1).Shard(0);
        var claimed = second.Claim();

        Assert.Equal((2, 3), (claimed.Epoch, claimed.Sequence));
        Assert.Equal(Number(3), claimed.Head.ToArray());
        Assert.Equal([(1, 1), (3, 4)], second.Events().Select(e => ((int)e.Sequence, (int)e.Block[0])));
        Assert.Equal([3L], second.Events(after: 1).Select(e => e.Sequence));
        Assert.Equal([1L], second.Outbox(OutboxKind.Results).Select(b => b.Sequence));
        Assert.Equal([1L, 3L], second.Outbox(OutboxKind.DeadLetters).Select(b => b.Sequence));
        Assert.Equal([3L], second.Outbox(OutboxKind.DeadLetters, after: 1).Select(b => b.Sequence));
        Assert.True(second.Commit(second.Next([6])));
        Assert.Equal([1, 3, 4], second.Events().Select(e => (int)e.Sequence));
    }

    [SkippableFact]
    public void A_claim_fences_the_former_owner()
    {
        var former = Node().Claimed(0);
        former.CommitEvents([1]);
        var present = Node(1).Claimed(0);

        Assert.False(former.Commit(former.Next([2], [2], [2])));
        Assert.True(present.CommitEvents([3]));

        Assert.False(former.Commit(former.Next([4])));
        Assert.Null(former.ReadHead());
        Assert.Equal([1, 3], present.Events().Select(e => (int)e.Block[0]));
        Assert.Empty(present.Outbox(OutboxKind.Results));
        Assert.Equal(2, present.ReadHead()!.Sequence);
    }

    [SkippableFact]
    public void A_claim_on_the_same_node_fences_the_former_owner()
    {
        var node = Node();
        var former = node.Claimed(0);
        former.CommitEvents([1]);
        var present = node.Claimed(0);

        Assert.False(former.Commit(former.Next([2])));
        Assert.True(present.CommitEvents([3]));
        Assert.Equal([1, 3], present.Events().Select(e => (int)e.Block[0]));
    }

    [SkippableTheory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(50)]
    public void A_sequence_that_is_not_the_next_is_fenced(int step)
    {
        var shard = Node().Claimed(0);
        shard.CommitEvents([1], [2]);

        Assert.False(shard.Commit(shard.Next([9]) with { Sequence = shard.Sequence + step }));

        var next = Node(1).Claimed(0);
        Assert.Equal([1, 2], next.Events().Select(e => (int)e.Block[0]));
        Assert.Equal(2, next.Sequence);
    }

    [SkippableFact]
    public void A_commit_whose_reply_is_lost_is_found_by_the_head()
    {
        var node = Node();
        var shard = node.Claimed(0);
        shard.CommitEvents([1]);

        node.Faults.LoseReply();
        Assert.True(shard.CommitEvents([2]));

        Assert.Equal(1, shard.Failures);
        Assert.True(shard.CommitEvents([3]));
        Assert.Equal([1, 2, 3], Node(1).Claimed(0).Events().Select(e => (int)e.Block[0]));
    }

    [SkippableFact]
    public void A_commit_that_is_lost_is_sent_again()
    {
        var node = Node();
        var shard = node.Claimed(0);

        node.Faults.LoseWrite();
        Assert.True(shard.CommitEvents([1]));

        Assert.Equal(1, shard.Failures);
        Assert.Equal([1], Node(1).Claimed(0).Events().Select(e => (int)e.Block[0]));
    }

    [SkippableFact]
    public void After_what_is_unknown_the_head_comes_before_anything_else()
    {
        var node = Node();
        var shard = node.Claimed(0);
        node.Faults.LoseReply();
        var commit = shard.Next([1]);
        Assert.IsType<Unknown>(shard.Ask<object>(commit));

        Assert.IsType<Unknown>(shard.Ask<object>(commit));

        Assert.Equal(1, shard.ReadHead()!.Sequence);
        Assert.IsType<Fenced>(shard.Ask<object>(commit));
    }

    [SkippableFact]
    public void A_former_owner_that_was_frozen_before_a_write_writes_nothing()
    {
        var (node, other) = (Node(), Node(1));
        var former = node.Claimed(0);
        former.CommitEvents([1], [2]);
        var late = former.Next([99], [99], [99], trim: 2) with { Pages = Pages((0, 99)) };
        node.Faults.Freeze();
        former.Send(late);

        var present = other.Claimed(0);
        for (var n = 3; n < 60; n++)
        {
            present.CommitEvents([(byte)n]);
        }

        Assert.True(present.Commit(present.Next([60], trim: 58) with { Pages = Pages((0, 60), (1, 61)) }));
        present.Settle();
        var sequence = present.Sequence;
        node.Faults.Thaw();

        Assert.False(former.Resolve(late));
        Assert.True(present.CommitEvents([61]));
        var next = Node().Claimed(0);
        Assert.Equal(sequence + 1, next.Sequence);
        Assert.Equal([59, 60, 61], next.Events().Select(e => (int)e.Block[0]));
        Assert.Equal([60, 61], next.PageIndex().Select(p => (int)p.Index.Span[0]));
        Assert.Equal([60, 60], next.Page(0));
        Assert.Empty(next.Outbox(OutboxKind.Results));
    }

    private JournalNode Node(int node = 0, [CallerMemberName] string pipeline = "")
    {
        Skip.If(_place.Missing is not null, _place.Missing);
        return _place.Open($"{pipeline}-{_test}", node);
    }
}
