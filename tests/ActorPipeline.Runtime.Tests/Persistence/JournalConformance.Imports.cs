using static ActorPipeline.Runtime.Persistence.JournalProtocol;
using static ActorPipeline.Runtime.Tests.Persistence.Story;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>A shard whose state comes from another journal.</summary>
public abstract partial class JournalConformance
{
    [SkippableFact]
    public void A_shard_that_is_imported_begins_after_a_number_and_its_pages_count_at_once()
    {
        var client = Node().Shard(0);
        Assert.Equal(41, client.Import(41));

        Assert.True(client.Commit(client.Next([1], [2]) with { Pages = Pages((3, 3)) }));

        Assert.Equal((42, 42), (client.Sequence, client.PagesThrough));
        var next = Node(1).Claimed(0);
        Assert.Equal(42, next.Sequence);
        Assert.Equal([(42, 1)], next.Events().Select(e => (e.Sequence, e.Block[0])));
        Assert.Equal((3, 42), next.PageIndex().Select(p => (p.Page, p.Sequence)).Single());
        Assert.Equal([3, 3], next.Page(3));
    }

    [SkippableFact]
    public void A_shard_that_is_imported_anew_has_nothing_of_what_it_had_and_fences_who_had_it()
    {
        var former = Node().Shard(0);
        former.Import(41);
        Assert.True(former.Commit(former.Next([1], [1]) with { Pages = Pages((1, 1), (2, 1)) }));

        var client = Node(1).Shard(0);
        Assert.Equal(6, client.Import(6));
        Assert.True(client.Epoch > former.Epoch);
        Assert.False(former.Commit(former.Next([2])));
        Assert.True(client.Commit(client.Next([7]) with { Pages = Pages((2, 7)) }));

        var next = Node().Claimed(0);
        Assert.Equal(7, next.Sequence);
        Assert.Equal([(7, 7)], next.Events().Select(e => (e.Sequence, e.Block[0])));
        Assert.Empty(next.Outbox(Journal.OutboxKind.Results));
        Assert.Equal((2, 7), next.PageIndex().Select(p => (p.Page, p.Sequence)).Single());
        Assert.Null(next.Page(1));
        Assert.True(next.CommitEvents([8]));
    }
}
