using System.Runtime.CompilerServices;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Persistence;
using Akka.Persistence;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;
using static ActorPipeline.Runtime.Tests.Persistence.Story;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>
/// What a journal over persistence plugins does where commits, pages and deletions are writes of their own, which may
/// come late or not at all.
/// </summary>
public abstract class LedgerConformance(PersistencePlace place)
{
    private static int _tests;

    private readonly int _test = Interlocked.Increment(ref _tests);

    [SkippableFact]
    public void A_page_that_no_commit_names_does_not_count()
    {
        var first = Node().Claimed(0);
        first.CommitEvents([1], [2]);
        Assert.True(first.Commit(first.Next([3], trim: 3) with { Pages = Pages((0, 1)) }));
        first.Take<PagesSaved>(saved => saved.PagesThrough == 3);

        var next = Node(1).Claimed(0);

        Assert.Empty(next.PageIndex());
        Assert.Null(next.Page(0));
        Assert.Equal([1, 2, 3], next.Events().Select(e => (int)e.Block[0]));
    }

    [SkippableFact]
    public void Commits_that_come_before_a_page_is_saved_do_not_name_it()
    {
        var node = Node();
        var first = node.Claimed(0);
        first.CommitEvents([1], [2]);
        Faults(node).Hold(message =>
            message is SaveSnapshot { Metadata.PersistenceId: var id } && id.EndsWith("page-0"));
        Assert.True(first.Commit(first.Next([3], trim: 3) with { Pages = Pages((0, 1)) }));
        for (var n = 4; n < 50; n++)
        {
            first.CommitEvents([(byte)n]);
        }

        Assert.Equal(2, first.PagesThrough);
        var next = Node(1).Claimed(0);
        Assert.Empty(next.PageIndex());
        Assert.Equal(Enumerable.Range(1, 49), next.Events().Select(e => (int)e.Block[0]));
        Faults(node).Thaw();
    }

    [SkippableFact]
    public void Pages_and_deletions_of_a_former_owner_that_come_late_do_no_harm()
    {
        var node = Node();
        var former = node.Claimed(0);
        for (var n = 1; n <= 40; n++)
        {
            former.CommitEvents([(byte)n]);
        }

        Assert.True(former.Commit(former.Next([41], trim: 41) with { Pages = Pages((0, 41), (1, 41)) }));
        former.Take<PagesSaved>(saved => saved.PagesThrough == 41);
        Faults(node).Hold(message => message is SaveSnapshot or DeleteMessagesTo or DeleteSnapshots);
        Assert.True(former.Commit(former.Next([42]) with { Pages = Pages((0, 42)) }));
        for (var n = 43; n < 80; n++)
        {
            former.CommitEvents([(byte)n]);
        }

        var present = Node(1).Claimed(0);
        Assert.Equal(Enumerable.Range(42, 38), present.Events().Select(e => (int)e.Block[0]));
        Assert.Equal([41, 41], present.Page(0));
        Assert.True(present.Commit(present.Next([80], trim: 79) with { Pages = Pages((0, 80)) }));
        present.Settle();

        Faults(node).Thaw();
        Assert.False(former.Commit(former.Next([99], trim: 99) with { Pages = Pages((0, 99)) }));

        Assert.True(present.Commit(present.Next([81])));
        Assert.Equal([80, 80], present.Page(0));
        var last = Node().Claimed(0);
        Assert.Equal([80, 81], last.Events().Select(e => (int)e.Block[0]));
        Assert.Equal([80, 80], last.Page(0));
        Assert.Equal([41, 41], last.Page(1));
    }

    [SkippableFact]
    public void An_event_that_takes_a_number_that_is_taken_is_refused()
    {
        var node = Node();
        var shard = node.Claimed(0);
        shard.CommitEvents([1]);
        var other = Node(1).Claimed(0);
        other.CommitEvents([2]);

        // The former owner's next event has the number of the seal.
        var commit = shard.Next([3]);
        Assert.IsType<Unknown>(shard.Ask<object>(commit));
        Assert.IsType<Fenced>(shard.Ask<object>(new ReadHead(shard.Shard, shard.Epoch)));
        Assert.IsType<Fenced>(shard.Ask<object>(commit));
    }

    [SkippableFact]
    public void A_ledger_that_grows_long_is_trimmed_and_is_opened_from_its_last_table()
    {
        var shard = Node().Claimed(0);
        var kept = 0L;
        for (var round = 1; round <= 12; round++)
        {
            for (var n = 0; n < 40; n++)
            {
                shard.CommitEvents([1]);
            }

            var pages = Pages((round % 3, (byte)round));
            Assert.True(shard.Commit(shard.Next([2], trim: shard.Sequence) with { Pages = pages }));
            shard.Settle();
            var commit = shard.Next();
            kept = shard.Ask<Committed>(commit).Kept;
            Assert.True(shard.ReadHead()!.Sequence == commit.Sequence);
            shard.Advance();
        }

        Assert.InRange(kept, 1, 250);
        var next = Node(1).Claimed(0);
        Assert.Equal(shard.Sequence, next.Sequence);
        Assert.Equal([(0, 12), (1, 10), (2, 11)], next.PageIndex().Select(p => (p.Page, (int)p.Index.Span[0])));
        Assert.Equal([12, 12], next.Page(0));
        Assert.Single(next.Events(), e => e.Block[0] == 2);
    }

    [SkippableFact]
    public void Many_owners_in_turn_leave_what_none_has_lost()
    {
        var expected = new List<int>();
        for (var owner = 0; owner < 12; owner++)
        {
            var shard = Node(owner % 2).Claimed(0);
            Assert.Equal(owner + 1, shard.Epoch);
            Assert.Equal(expected, shard.Events(maxBytes: 100).Select(e => (int)e.Block[0]));

            // Some owners commit nothing, some much.
            for (var n = 0; n < owner % 4 * 5; n++)
            {
                expected.Add((owner * 10) + n);
                shard.CommitEvents([(byte)((owner * 10) + n)]);
            }
        }
    }

    [SkippableFact]
    public void Of_many_who_claim_at_once_the_last_one_has_the_shard()
    {
        var clients = Enumerable.Range(0, 8).Select(n => Node(n % 2).Shard(0)).ToArray();
        Task.WaitAll(clients.Select(c => Task.Run(() => c.Ask<object>(new Claim(c.Shard)))).ToArray());

        var last = Node().Claimed(0);

        Assert.True(last.CommitEvents([1], [2]));
        Assert.Equal([1, 2], Node(1).Claimed(0).Events().Select(e => (int)e.Block[0]));
    }

    [SkippableFact]
    public void Who_only_looks_sees_what_is_committed_whoever_has_the_shard_and_fences_nobody()
    {
        var shard = new ShardId(0);
        using var look = new PersistenceJournalView(Node().System, PipelineOf(), new PersistenceJournalSettings());
        Assert.Equal((0, 0), (look.ReadHead(shard).Epoch, look.ReadHead(shard).Sequence));
        for (var owner = 0; owner < 4; owner++)
        {
            var client = Node(owner % 2).Claimed(0);
            for (var n = 1; n <= 45; n++)
            {
                var trim = n % 20 == 0 ? client.Sequence : 0;
                Assert.True(client.Commit(client.Next([(byte)n], trim: trim) with
                {
                    Pages = trim > 0 ? Pages((owner, (byte)n)) : [],
                }));
                if (n % 9 == owner)
                {
                    AssertSeen(look, client);
                }
            }

            client.Settle();
            AssertSeen(look, client);
        }
    }

    private static void AssertSeen(PersistenceJournalView look, JournalClient client)
    {
        var head = look.ReadHead(client.Shard);
        Assert.Equal((client.Epoch, client.Sequence), (head.Epoch, head.Sequence));
        Assert.Equal(client.Sequence, BitConverter.ToInt64(head.State.Span));
        var events = new List<(long, byte)>();
        look.ReadEvents(client.Shard, 0, (sequence, block) => events.Add((sequence, block[0])));
        Assert.Equal(client.Events().Select(e => (e.Sequence, e.Block[0])), events);
        var pages = new List<(int, long)>();
        look.ReadPageIndex(client.Shard, (page, sequence, _) => pages.Add((page, sequence)));
        Assert.Equal(client.PageIndex().Select(p => (p.Page, p.Sequence)), pages);
    }

    private protected static PluginFaults Faults(JournalNode node) => (PluginFaults)node.Faults;

    private protected JournalNode Node(int node = 0, [CallerMemberName] string pipeline = "")
    {
        Skip.If(place.Missing is not null, place.Missing);
        return place.Open(PipelineOf(pipeline), node);
    }

    private string PipelineOf([CallerMemberName] string test = "") => $"{test}-{_test}";
}
