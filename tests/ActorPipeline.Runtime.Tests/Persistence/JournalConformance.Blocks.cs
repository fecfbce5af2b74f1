using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Persistence;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;
using static ActorPipeline.Runtime.Tests.Persistence.Story;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>Events, pages, outboxes, values.</summary>
public abstract partial class JournalConformance
{
    [SkippableFact]
    public void Events_come_in_chunks_and_in_order()
    {
        var shard = Node().Claimed(0);
        for (var n = 1; n <= 60; n++)
        {
            Assert.True(shard.Commit(shard.Next(n % 5 == 0 ? null : Bytes(1 + (n * 100), n))));
        }

        var expected = Enumerable.Range(1, 60).Where(n => n % 5 != 0).Select(n => (long)n).ToList();
        foreach (var maxBytes in (int[])[1, 5_000, 1 << 20])
        {
            var events = shard.Events(maxBytes: maxBytes);
            Assert.Equal(expected, events.Select(e => e.Sequence));
            Assert.All(events, e => Assert.Equal(Bytes(1 + ((int)e.Sequence * 100), (int)e.Sequence), e.Block));
        }

        Assert.Equal([58, 59], shard.Events(after: 56).Select(e => (int)e.Sequence).Skip(1));
        Assert.Empty(shard.Events(after: 60));
        Assert.Equal(expected, Node(1).Claimed(0).Events(maxBytes: 20_000).Select(e => e.Sequence));
    }

    [SkippableFact]
    public void Events_that_pages_cover_are_gone_for_whoever_comes_next()
    {
        var shard = Node().Claimed(0);
        for (var n = 1; n < 50; n++)
        {
            shard.CommitEvents([(byte)n]);
        }

        Assert.True(shard.Commit(shard.Next([50], trim: 47) with { Pages = Pages((3, 1)) }));
        shard.Settle();

        Assert.Equal([48, 49, 50], shard.Events().Select(e => (int)e.Block[0]));
        var next = Node(1).Claimed(0);
        Assert.Equal([48, 49, 50], next.Events().Select(e => (int)e.Block[0]));
        Assert.Equal([49, 50], next.Events(after: 48).Select(e => (int)e.Block[0]));
        Assert.True(next.Last.TrimmedThrough is null or 47);
    }

    [SkippableFact]
    public void Trimming_through_the_commit_itself_leaves_no_events_and_the_next_ones_stay()
    {
        var shard = Node().Claimed(0);
        shard.CommitEvents([1], [2]);
        Assert.True(shard.Commit(shard.Next([3], trim: 3) with { Pages = Pages((0, 1)) }));
        shard.Settle();
        Assert.Empty(shard.Events());

        Assert.True(shard.CommitEvents([4]));

        Assert.Equal([4], shard.Events().Select(e => (int)e.Block[0]));
        Assert.Equal([4], Node(1).Claimed(0).Events().Select(e => (int)e.Block[0]));
    }

    [SkippableFact]
    public void A_page_replaces_its_predecessor()
    {
        var shard = Node().Claimed(3);
        Assert.True(shard.Commit(shard.Next() with { Pages = Pages((1, 1), (0, 2), (int.MaxValue, 3)) }));
        shard.Settle();
        var second = shard.Sequence + 1;
        Assert.True(shard.Commit(shard.Next() with { Pages = Pages((1, 4)) }));
        shard.Settle();

        foreach (var reader in (Func<JournalClient>[])[() => shard, () => Node(1).Claimed(3)])
        {
            CheckPages(reader());
        }

        void CheckPages(JournalClient reader)
        {
            Assert.Equal(
                [(0, 1, 2), (1, (int)second, 4), (int.MaxValue, 1, 3)],
                reader.PageIndex().Select(p => (p.Page, (int)p.Sequence, (int)p.Index.Span[0])));
            Assert.Equal([4, 4], reader.Page(1));
            Assert.Equal([2, 2], reader.Page(0));
            Assert.Null(reader.Page(2));
        }
    }

    [SkippableFact]
    public void The_index_of_many_pages_comes_in_chunks()
    {
        var shard = Node().Claimed(0);
        PageSnapshot[] pages =
            [.. Enumerable.Range(0, 40).Select(p => new PageSnapshot(p, Bytes(2000, p), Bytes(10, p)))];
        Assert.True(shard.Commit(shard.Next() with { Pages = [.. pages] }));
        shard.Settle();

        var entries = Node(1).Claimed(0).PageIndex(maxBytes: 30_000);

        Assert.Equal(Enumerable.Range(0, 40), entries.Select(e => e.Page));
        Assert.All(entries, e => Assert.True(Bytes(2000, e.Page).AsSpan().SequenceEqual(e.Index.Span)));
    }

    [SkippableFact]
    public void A_page_may_be_empty()
    {
        var shard = Node().Claimed(0);
        Assert.True(shard.Commit(shard.Next() with { Pages = [new PageSnapshot(5, default, default)] }));
        shard.Settle();

        var next = Node(1).Claimed(0);

        Assert.Equal(0, next.PageIndex().Single().Index.Length);
        Assert.Equal([], next.Page(5)!);
    }

    [SkippableFact]
    public void What_a_sink_has_delivered_is_not_read_again()
    {
        var node = Node();
        var (a, b) = (node.Claimed(0), node.Claimed(1));
        for (var n = 1; n <= 3; n++)
        {
            Assert.True(a.Commit(a.Next(results: [(byte)n], dead: [(byte)(10 + n)])));
            Assert.True(b.Commit(b.Next(results: [(byte)(20 + n)])));
        }

        Assert.True(a.Commit(a.Next() with { Sinks = [new SinkProgress(OutboxKind.Results, 2, Number(42))] }));
        Assert.True(b.Commit(b.Next() with { Sinks = [new SinkProgress(OutboxKind.Results, 3, Number(43))] }));
        Assert.True(a.Commit(a.Next() with { Sinks = [new SinkProgress(OutboxKind.Results, 1, Number(41))] }));

        var (nextA, nextB) = (Node(1).Claimed(0), Node(1).Claimed(1));
        Assert.Equal([3], nextA.Outbox(OutboxKind.Results).Select(x => (int)x.Block[0]));
        Assert.Equal([11, 12, 13], nextA.Outbox(OutboxKind.DeadLetters).Select(x => (int)x.Block[0]));
        Assert.Empty(nextB.Outbox(OutboxKind.Results));
        Assert.Equal((2, 42), Progress(nextA));
        Assert.Equal((3, 43), Progress(nextB));
        Assert.True(nextB.Commit(nextB.Next(results: [99])));
        Assert.Equal([99], nextB.Outbox(OutboxKind.Results).Select(x => (int)x.Block[0]));
    }

    [SkippableFact]
    public void A_commit_may_be_empty_and_a_block_may_be_large()
    {
        var shard = Node().Claimed(0);
        var block = Bytes(4 << 20, 3);
        Assert.True(shard.Commit(new Commit(shard.Shard, shard.Epoch, 1)));
        Assert.True(shard.Commit(shard.Next(block, block) with { Pages = [new PageSnapshot(0, new byte[1], block)] }));
        Assert.True(shard.Commit(new Commit(shard.Shard, shard.Epoch, 3)));
        shard.Settle();

        var next = Node(1).Claimed(0);

        Assert.True(block.AsSpan().SequenceEqual(next.Events().Single().Block));
        Assert.True(block.AsSpan().SequenceEqual(next.Outbox(OutboxKind.Results).Single().Block));
        Assert.True(block.AsSpan().SequenceEqual(next.Page(0)));
    }

    [SkippableFact]
    public void Values_are_written_replaced_and_absent()
    {
        var values = Node().Shard(0);
        values.Write("plan", [1, 2]);
        values.Write("plan", [3]);
        Node(1).Shard(0).Write("källa/ö", [4]);
        values.Write("gone", [5]);
        values.Write("gone", []);

        Assert.Equal([3], Node(1).Shard(0).Value("plan"));
        Assert.Equal([4], values.Value("källa/ö"));
        Assert.Null(values.Value("gone"));
        Assert.Null(values.Value("Plan"));
    }

    [SkippableFact]
    public void Many_shards_commit_at_once()
    {
        var node = Node();
        var shards = Enumerable.Range(0, 32).Select(node.Claimed).ToArray();
        for (var round = 0; round < 10; round++)
        {
            var commits = shards.Select(s => s.Next(Bytes(3000, round), results: [1])).ToArray();
            foreach (var (shard, commit) in shards.Zip(commits))
            {
                shard.Send(commit);
            }

            Assert.All(shards.Zip(commits), pair => Assert.True(pair.Item1.Resolve(pair.Item2)));
        }

        var other = Node(1);
        Assert.All(Enumerable.Range(0, 32), shard => Assert.Equal(10, other.Claimed(shard).Events().Count));
    }

    private static (int, int) Progress(JournalClient shard)
    {
        var sink = shard.Last.Sinks.Single(s => s.Kind == OutboxKind.Results);
        return ((int)sink.Through, BitConverter.ToInt32(sink.State.Span));
    }
}
