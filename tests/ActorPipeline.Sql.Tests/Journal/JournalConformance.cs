using ActorPipeline.Journal;
using ActorPipeline.Records;
using static ActorPipeline.Sql.Tests.Journal.Journals;

namespace ActorPipeline.Sql.Tests.Journal;

/// <summary>What every journal does. A provider subclasses it in one line, with a place of its own.</summary>
public abstract partial class JournalConformance : IDisposable
{
    private readonly IJournalPlace _place;

    protected JournalConformance(IJournalPlace place) => _place = place;

    public void Dispose() => _place.Dispose();

    [Fact]
    public void An_unknown_shard_is_empty()
    {
        var journal = _place.Open();

        var head = journal.ReadHead(Shard(7));

        Assert.Equal((0, 0, 0), (head.Epoch, head.Sequence, head.State.Length));
        Assert.Empty(journal.Events(7));
        Assert.Empty(journal.Outbox(OutboxKind.Results, 7));
        Assert.Empty(journal.PageIndex(7));
        Assert.Null(journal.PageState(7, 0));
    }

    [Fact]
    public void A_shard_that_nobody_has_opened_is_fenced()
    {
        var journal = _place.Open();
        var commit = Next(new ShardHead(0, 0, default), 3, events: [1]);

        journal.Commit(commit);

        Assert.Equal(CommitOutcome.Fenced, commit.Outcome);
        Assert.Empty(journal.Events(3));
    }

    [Fact]
    public void Opening_a_shard_raises_its_epoch_and_keeps_its_head()
    {
        var journal = _place.Open();
        var first = journal.OpenShard(Shard(0));
        journal.Commit(Next(first, 0));

        var second = journal.OpenShard(Shard(0));

        Assert.Equal((1, 0), (first.Epoch, first.Sequence));
        Assert.Equal((2, 1), (second.Epoch, second.Sequence));
        Assert.Equal(BitConverter.GetBytes(1L), second.State.ToArray());
        Assert.Equal(2, journal.ReadHead(Shard(0)).Epoch);
    }

    [Fact]
    public void A_former_owner_is_fenced_and_writes_nothing()
    {
        var journal = _place.Open();
        var former = journal.OpenShard(Shard(0));
        var present = journal.OpenShard(Shard(0));
        var commit = Next(former, 0, events: [1], results: [2], dead: [3])
            .With(new PageSnapshot(0, new byte[] { 4 }, new byte[] { 5 }));

        journal.Commit(commit);

        Assert.Equal(CommitOutcome.Fenced, commit.Outcome);
        Assert.Equal((present.Epoch, 0), (journal.ReadHead(Shard(0)).Epoch, journal.ReadHead(Shard(0)).Sequence));
        Assert.Empty(journal.Events(0));
        Assert.Empty(journal.Outbox(OutboxKind.Results, 0));
        Assert.Empty(journal.Outbox(OutboxKind.DeadLetters, 0));
        Assert.Empty(journal.PageIndex(0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void A_sequence_that_is_not_the_next_is_fenced(long sequence)
    {
        var journal = _place.Open();
        var head = journal.OpenShard(Shard(0));
        journal.Commit(Next(head, 0, events: [1]));
        var commit = Next(head with { Sequence = sequence - 1 }, 0, events: [2]);

        journal.Commit(commit);

        Assert.Equal(CommitOutcome.Fenced, commit.Outcome);
        Assert.Equal(1, journal.ReadHead(Shard(0)).Sequence);
        Assert.Single(journal.Events(0));
    }

    [Fact]
    public void A_group_commits_all_shards_but_the_fenced_one()
    {
        var journal = _place.Open();
        var heads = Enumerable.Range(0, 3).Select(shard => journal.OpenShard(Shard(shard))).ToArray();
        journal.OpenShard(Shard(1));
        var commits = heads.Select((head, shard) => Next(head, shard, events: [(byte)shard])).ToArray();

        journal.Commit(commits);

        Assert.Equal(
            [CommitOutcome.Committed, CommitOutcome.Fenced, CommitOutcome.Committed],
            commits.Select(commit => commit.Outcome));
        Assert.Equal([1, 0, 1], Enumerable.Range(0, 3).Select(shard => journal.Events(shard).Count));
    }

    [Fact]
    public void An_empty_group_is_nothing()
    {
        var journal = _place.Open();

        journal.Commit(new CommitGroup());

        Assert.Equal(0, journal.ReadHead(Shard(0)).Epoch);
    }

    [Fact]
    public void A_group_of_acknowledgements_alone_is_committed()
    {
        var journal = _place.Open();

        journal.Acknowledge(OutboxKind.DeadLetters, [4, 5], [6]);

        Assert.Equal([4, 5], journal.ReadSink(OutboxKind.DeadLetters, 2).Sequences);
    }

    [Fact]
    public void Values_are_written_replaced_and_absent()
    {
        var journal = _place.Open();
        journal.WriteValue("plan", [1, 2]);
        journal.WriteValue("plan", [3]);
        journal.WriteValue("källa/ö", [4]);
        journal.WriteValue("gone", [5]);
        journal.WriteValue("gone", []);

        Assert.Equal([3], journal.ReadValue("plan"));
        Assert.Equal([4], journal.ReadValue("källa/ö"));
        Assert.Null(journal.ReadValue("gone"));
        Assert.Null(journal.ReadValue("Plan"));
    }
}
