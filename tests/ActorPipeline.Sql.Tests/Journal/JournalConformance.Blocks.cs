using ActorPipeline.Journal;
using ActorPipeline.Records;
using static ActorPipeline.Sql.Tests.Journal.Journals;

namespace ActorPipeline.Sql.Tests.Journal;

/// <summary>Event blocks, outboxes and pages.</summary>
public abstract partial class JournalConformance
{
    [Fact]
    public void Events_come_in_order_and_after_a_sequence()
    {
        var journal = _place.Open();
        CommitBlocks(journal, shard: 1, count: 300);
        CommitBlocks(journal, shard: 2, count: 5);

        Assert.Equal(Enumerable.Range(1, 300).Select(n => (long)n), journal.Events(1).Select(e => e.Sequence));
        Assert.All(journal.Events(1), e => Assert.Equal(BitConverter.GetBytes(e.Sequence), e.Block));
        Assert.Equal([299, 300], journal.Events(1, after: 298).Select(e => e.Sequence));
        Assert.Empty(journal.Events(1, after: 300));
        Assert.Equal(5, journal.Events(2).Count);
    }

    [Theory]
    [InlineData(0, 3, new long[] { 8, 9, 11 })]
    [InlineData(9, 2, new long[] { 11, 12 })]
    [InlineData(11, 5, new long[] { 12, 13 })]
    [InlineData(13, 5, new long[0])]
    public void Events_are_read_a_few_blocks_at_a_time(long after, int most, long[] expected)
    {
        var journal = _place.Open();
        var head = CommitBlocks(journal, shard: 0, count: 9);
        journal.Commit(Next(head, 0, trim: 7));
        for (var sequence = 10; sequence < 13; sequence++)
        {
            journal.Commit(Next(head with { Sequence = sequence }, 0, events: [1]));
        }

        var read = new List<long>();
        journal.ReadEvents(Shard(0), after, most, (sequence, _) => read.Add(sequence));
        Assert.Equal(expected, read);
    }

    [Fact]
    public void A_commit_without_events_leaves_no_block()
    {
        var journal = _place.Open();
        var head = journal.OpenShard(Shard(0));
        journal.Commit(Next(head, 0, events: [1]));
        journal.Commit(Next(head with { Sequence = 1 }, 0));
        journal.Commit(Next(head with { Sequence = 2 }, 0, events: [3]));

        Assert.Equal([1, 3], journal.Events(0).Select(e => e.Sequence));
        Assert.Equal(3, journal.ReadHead(Shard(0)).Sequence);
    }

    [Fact]
    public void Trimming_removes_the_covered_blocks_of_one_shard()
    {
        var journal = _place.Open();
        var head = CommitBlocks(journal, shard: 0, count: 10);
        CommitBlocks(journal, shard: 1, count: 10);

        journal.Commit(Next(head, 0, events: [11], trim: 7));

        Assert.Equal([8, 9, 10, 11], journal.Events(0).Select(e => e.Sequence));
        Assert.Equal([10, 11], journal.Events(0, after: 9).Select(e => e.Sequence));
        Assert.Equal(10, journal.Events(1).Count);
    }

    [Fact]
    public void Trimming_through_the_commit_itself_leaves_no_events_and_the_next_ones_stay()
    {
        var journal = _place.Open();
        var head = CommitBlocks(journal, shard: 0, count: 2);

        journal.Commit(Next(head, 0, events: [3], trim: 3));
        Assert.Empty(journal.Events(0));

        journal.Commit(Next(head with { Sequence = 3 }, 0, events: [4]));
        Assert.Equal([4], journal.Events(0).Select(e => e.Sequence));
        Assert.Equal(4, journal.OpenShard(Shard(0)).Sequence);
    }

    [Fact]
    public void A_page_replaces_its_predecessor()
    {
        var journal = _place.Open();
        var head = journal.OpenShard(Shard(3));
        journal.Commit(Next(head, 3).With(Page(1, 1), Page(0, 2), Page(int.MaxValue, 3)));
        journal.Commit(Next(head with { Sequence = 1 }, 3).With(Page(1, 4)));

        Assert.Equal(
            [(0, 1L, 2), (1, 2L, 4), (int.MaxValue, 1L, 3)],
            journal.PageIndex(3).Select(page => (page.Page, page.Sequence, (int)page.Index[0])));
        Assert.Equal([4, 4], journal.PageState(3, 1));
        Assert.Equal([2, 2], journal.PageState(3, 0));
        Assert.Null(journal.PageState(3, 2));
        Assert.Empty(journal.PageIndex(2));
        Assert.Empty(journal.PageIndex(4));
    }

    [Fact]
    public void A_page_may_have_an_empty_index_and_an_empty_state()
    {
        var journal = _place.Open();
        var head = journal.OpenShard(Shard(0));

        journal.Commit(Next(head, 0).With(new PageSnapshot(5, default, default)));

        Assert.Empty(journal.PageIndex(0).Single().Index);
        Assert.Equal([], journal.PageState(0, 5)!);
        Assert.Equal(2, journal.OpenShard(Shard(0)).Epoch);
    }

    [Fact]
    public void A_read_of_a_page_clears_the_buffer_first()
    {
        var journal = _place.Open();
        journal.Commit(Next(journal.OpenShard(Shard(0)), 0).With(Page(0, 9)));
        var state = new ByteArena();
        state.Append([1, 2, 3]);

        Assert.True(journal.ReadPage(Shard(0), 0, state));
        Assert.Equal([9, 9], state.Written.ToArray());
        Assert.False(journal.ReadPage(Shard(0), 1, state));
        Assert.Equal(0, state.Length);
    }

    [Fact]
    public void Outboxes_are_apart_by_kind_and_shard()
    {
        var journal = _place.Open();
        var head = journal.OpenShard(Shard(0));
        journal.Commit(Next(head, 0, results: [1]));
        journal.Commit(Next(head with { Sequence = 1 }, 0, dead: [2]));
        journal.Commit(Next(head with { Sequence = 2 }, 0, results: [3], dead: [4]));

        Assert.Equal([1, 3], journal.Outbox(OutboxKind.Results, 0).Select(block => block.Sequence));
        Assert.Equal([2, 3], journal.Outbox(OutboxKind.DeadLetters, 0).Select(block => block.Sequence));
        Assert.Equal([3], journal.Outbox(OutboxKind.Results, 0, after: 1).Select(block => block.Sequence));
        Assert.Equal([4], journal.Outbox(OutboxKind.DeadLetters, 0)[1].Block);
        Assert.Empty(journal.Outbox(OutboxKind.Results, 1));
    }

    [Fact]
    public void An_acknowledgement_removes_what_it_covers_of_its_own_outbox()
    {
        var journal = _place.Open();
        var (a, b) = (journal.OpenShard(Shard(0)), journal.OpenShard(Shard(1)));
        for (var n = 0; n < 3; n++)
        {
            journal.Commit(
                Next(a with { Sequence = n }, 0, results: [1], dead: [2]),
                Next(b with { Sequence = n }, 1, results: [3]));
        }

        journal.Acknowledge(OutboxKind.Results, [2, 3], [42]);

        Assert.Equal([3], journal.Outbox(OutboxKind.Results, 0).Select(block => block.Sequence));
        Assert.Empty(journal.Outbox(OutboxKind.Results, 1));
        Assert.Equal(3, journal.Outbox(OutboxKind.DeadLetters, 0).Count);
        var sink = journal.ReadSink(OutboxKind.Results, 3);
        Assert.Equal([2, 3, 0], sink.Sequences);
        Assert.Equal([42], sink.State.ToArray());
        Assert.Equal([0, 0, 0], journal.ReadSink(OutboxKind.DeadLetters, 3).Sequences);
    }

    [Fact]
    public void An_acknowledgement_that_comes_after_a_later_one_is_not_stored()
    {
        var journal = _place.Open();
        journal.Acknowledge(OutboxKind.Results, [2, 3], [1]);

        journal.Acknowledge(OutboxKind.Results, [1, 9], [2]);

        var sink = journal.ReadSink(OutboxKind.Results, 2);
        Assert.Equal([2, 3], sink.Sequences);
        Assert.Equal([1], sink.State.ToArray());
        journal.Acknowledge(OutboxKind.Results, [2, 3], [3]);
        Assert.Equal([3], journal.ReadSink(OutboxKind.Results, 2).State.ToArray());
    }

    [Fact]
    public void An_acknowledgement_of_a_former_owner_is_not_stored()
    {
        var journal = _place.Open();
        var (former, owner) = (journal.OpenShard(Shard(0)).Epoch, journal.OpenShard(Shard(0)).Epoch);
        journal.Acknowledge(OutboxKind.Results, [1], [1], owner);

        journal.Acknowledge(OutboxKind.Results, [2], [2], former);

        Assert.Equal([1], journal.ReadSink(OutboxKind.Results, 1).State.ToArray());
        journal.Acknowledge(OutboxKind.Results, [2], [3], owner);
        Assert.Equal([3], journal.ReadSink(OutboxKind.Results, 1).State.ToArray());
    }

    [Fact]
    public void A_journal_of_more_shards_than_asked_for_is_incompatible()
    {
        var journal = _place.Open();
        journal.Acknowledge(OutboxKind.Results, [1, 2, 3], []);

        var error = Assert.Throws<JournalException>(() => journal.ReadSink(OutboxKind.Results, 2));

        Assert.Equal(JournalFault.Incompatible, error.Fault);
    }

    private static PageSnapshot Page(int page, byte value) =>
        new(page, new[] { value }, new[] { value, value });

    private static ShardHead CommitBlocks(IJournal journal, int shard, int count)
    {
        var head = journal.OpenShard(Shard(shard));
        for (var n = 1; n <= count; n++)
        {
            journal.Commit(Next(head, shard, events: BitConverter.GetBytes((long)n)));
            head = head with { Sequence = n };
        }

        return head;
    }
}
