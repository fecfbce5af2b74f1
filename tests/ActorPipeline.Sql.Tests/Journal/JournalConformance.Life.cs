using ActorPipeline.Journal;
using static ActorPipeline.Sql.Tests.Journal.Journals;

namespace ActorPipeline.Sql.Tests.Journal;

/// <summary>Reopening, crashes, reads beside commits, large blocks.</summary>
public abstract partial class JournalConformance
{
    [Fact]
    public void Everything_is_there_after_a_clean_stop()
    {
        var journal = _place.Open();
        Fill(journal);
        journal.Dispose();

        AssertFilled(_place.Open());
    }

    [Fact]
    public void Everything_committed_is_there_after_a_crash()
    {
        Fill(_place.Open());

        using var after = _place.Crash();

        AssertFilled(after.Open());
    }

    [Fact]
    public void The_caller_may_reuse_its_buffers_and_its_commit()
    {
        var journal = _place.Open();
        var head = journal.OpenShard(Shard(0));
        var buffer = new byte[] { 1, 1 };
        var commit = Next(head, 0, events: buffer, results: buffer).With(new PageSnapshot(0, buffer, buffer));
        commit.Head = buffer;
        var sequences = new long[] { 0 };
        journal.Commit(commit);
        journal.Acknowledge(OutboxKind.DeadLetters, sequences, buffer);

        buffer.AsSpan().Fill(9);
        sequences[0] = 9;

        Assert.Equal([1, 1], journal.Events(0)[0].Block);
        Assert.Equal([1, 1], journal.Outbox(OutboxKind.Results, 0)[0].Block);
        Assert.Equal([1, 1], journal.PageIndex(0)[0].Index);
        Assert.Equal([1, 1], journal.PageState(0, 0));
        Assert.Equal([1, 1], journal.ReadHead(Shard(0)).State.ToArray());
        Assert.Equal([1, 1], journal.ReadSink(OutboxKind.DeadLetters, 1).State.ToArray());
        Assert.Equal([0], journal.ReadSink(OutboxKind.DeadLetters, 1).Sequences);
    }

    [Fact]
    public void Blocks_of_16_megabytes_come_back_as_they_were()
    {
        var journal = _place.Open();
        var block = new byte[16 << 20];
        new Random(3).NextBytes(block);
        var head = journal.OpenShard(Shard(0));

        journal.Commit(Next(head, 0, events: block, results: block).With(new PageSnapshot(0, new byte[1], block)));

        Assert.True(journal.Events(0)[0].Block.AsSpan().SequenceEqual(block));
        Assert.True(journal.Outbox(OutboxKind.Results, 0)[0].Block.AsSpan().SequenceEqual(block));
        Assert.True(journal.PageState(0, 0).AsSpan().SequenceEqual(block));
    }

    [Fact]
    public void A_read_may_read_and_even_commit_in_its_callback()
    {
        var journal = _place.Open();
        var head = CommitBlocks(journal, shard: 0, count: 3);
        var seen = new List<long>();

        journal.ReadEvents(Shard(0), 0, (sequence, _) =>
        {
            seen.Add(sequence);
            head = head with { Sequence = journal.ReadHead(Shard(0)).Sequence };
            journal.Commit(Next(head, 0, events: [1], trim: sequence));
        });

        Assert.Equal([1, 2, 3], seen);
        Assert.Equal([4, 5, 6], journal.Events(0).Select(e => e.Sequence));
    }

    [Fact]
    public void A_callback_that_throws_ends_the_read_and_does_no_harm()
    {
        var journal = _place.Open();
        var head = CommitBlocks(journal, shard: 0, count: 3);

        Assert.Throws<InvalidDataException>(() =>
            journal.ReadEvents(Shard(0), 0, (_, _) => throw new InvalidDataException()));

        journal.Commit(Next(head, 0, events: [4]));
        Assert.Equal(4, journal.Events(0).Count);
    }

    [Fact]
    public async Task Reads_beside_commits_see_whole_commits()
    {
        var journal = _place.Open();
        var heads = new[] { journal.OpenShard(Shard(0)), journal.OpenShard(Shard(1)) };
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                try
                {
                    CheckReads(journal);
                }
                catch (JournalException fault) when (fault.IsTransient)
                {
                    // A journal may be busy for a moment; whoever reads tries again.
                }
            }
        })).ToArray();

        for (var n = 0; n < 200; n++)
        {
            journal.Commit(
                Next(heads[0] with { Sequence = n }, 0, events: new byte[3000], trim: n - 5),
                Next(heads[1] with { Sequence = n }, 1, events: [1]));
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(200, journal.ReadHead(Shard(0)).Sequence);
    }

    private static void CheckReads(IJournal journal)
    {
        var sequence = journal.ReadHead(Shard(1)).Sequence;
        var events = journal.Events(0);
        Assert.True(events.Count == 0 || events[^1].Sequence >= sequence);
        for (var i = 1; i < events.Count; i++)
        {
            Assert.Equal(events[i - 1].Sequence + 1, events[i].Sequence);
        }
    }

    private static void Fill(IJournal journal)
    {
        journal.WriteValue("plan", [1, 2, 3]);
        var head = CommitBlocks(journal, shard: 0, count: 5);
        journal.Commit(Next(head, 0, events: [6], results: [7], dead: [8], trim: 2).With(Page(4, 44)));
        journal.Acknowledge(OutboxKind.Results, [3], [9]);
    }

    private static void AssertFilled(IJournal journal)
    {
        Assert.Equal([1, 2, 3], journal.ReadValue("plan"));
        var head = journal.OpenShard(Shard(0));
        Assert.Equal((2, 6), (head.Epoch, head.Sequence));
        Assert.Equal([3, 4, 5, 6], journal.Events(0).Select(e => e.Sequence));
        Assert.Equal([7], journal.Outbox(OutboxKind.Results, 0).Single().Block);
        Assert.Equal([8], journal.Outbox(OutboxKind.DeadLetters, 0).Single().Block);
        Assert.Equal((4, 6L), (journal.PageIndex(0).Single().Page, journal.PageIndex(0).Single().Sequence));
        Assert.Equal([44, 44], journal.PageState(0, 4));
        Assert.Equal([3], journal.ReadSink(OutboxKind.Results, 1).Sequences);
        Assert.Equal([9], journal.ReadSink(OutboxKind.Results, 1).State.ToArray());
    }
}
