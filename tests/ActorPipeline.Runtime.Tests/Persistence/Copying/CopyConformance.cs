using System.Runtime.CompilerServices;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Runtime.Persistence.Copying;
using ActorPipeline.Sql;
using Akka.Actor;

namespace ActorPipeline.Runtime.Tests.Persistence.Copying;

/// <summary>A pipeline's state is brought from SQLite to another journal, and back.</summary>
public abstract class CopyConformance(PersistencePlace place) : IDisposable
{
    private static int _tests;

    private readonly string _root = Directory.CreateTempSubdirectory("copies").FullName;
    private readonly string _pipeline = $"copied-{Interlocked.Increment(ref _tests)}";

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [SkippableTheory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_state_is_the_same_in_the_other_journal_and_goes_on_at_its_sequence(int seed, bool isRetained)
    {
        var (node, view) = Target();
        var directory = Source(seed, isRetained);
        var before = File.ReadAllBytes(Path.Combine(directory, SqliteJournal.FileName));
        using (var source = SqliteJournal.OpenForReading(directory))
        {
            var copied = new JournalCopy(source, view, node.Journal).Run(default);

            Assert.Equal((MadeUpState.Shards, 0), (copied.Shards, copied.Found));
            JournalMark.Refuse(view);
            AssertSame(source, view);
            for (var shard = 0; shard < MadeUpState.Shards; shard++)
            {
                AssertGoesOn(source, node, shard);
            }
        }

        Assert.Equal(before, File.ReadAllBytes(Path.Combine(directory, SqliteJournal.FileName)));
    }

    [SkippableFact]
    public void A_copy_that_is_cut_short_can_not_be_run_and_goes_on_where_it_was()
    {
        var (node, view) = Target();
        using var source = SqliteJournal.OpenForReading(Source(4, isRetained: true));
        using var cut = new CancellationTokenSource();
        var copy = new JournalCopy(source, view, node.Journal)
        {
            // In the middle of the second shard.
            OnProgress = p => Cut(cut, p),
        };
        Assert.Throws<OperationCanceledException>(() => copy.Run(cut.Token));
        var refused = Assert.Throws<JournalException>(() => JournalMark.Refuse(view));
        Assert.Contains("Copy again, and it goes on", refused.Message, StringComparison.Ordinal);

        var copied = new JournalCopy(source, view, node.Journal).Run(default);

        Assert.Equal((MadeUpState.Shards, 1), (copied.Shards, copied.Found));
        AssertSame(source, view);

        static void Cut(CancellationTokenSource cut, CopyProgress progress)
        {
            if (progress is { Shards: 1 } && progress.Commits % 5 == 0)
            {
                cut.Cancel();
            }
        }
    }

    [SkippableFact]
    public void A_journal_that_has_a_state_is_not_copied_to()
    {
        var (node, view) = Target();
        var client = node.Claimed(2);
        Assert.True(client.CommitEvents([1]));
        using var source = SqliteJournal.OpenForReading(Source(5, isRetained: false));

        var refused = Assert.Throws<JournalException>(() => new JournalCopy(source, view, node.Journal).Run(default));

        Assert.Equal(JournalFault.Incompatible, refused.Fault);
        Assert.Contains("has a state of this pipeline already", refused.Message, StringComparison.Ordinal);
        Assert.Single(client.Events());
    }

    [SkippableFact]
    public void A_state_comes_back_as_it_went()
    {
        var (node, view) = Target();
        var directory = Source(6, isRetained: true);
        using var source = SqliteJournal.OpenForReading(directory);
        new JournalCopy(source, view, node.Journal).Run(default);

        var back = Directory.CreateDirectory(Path.Combine(_root, "back")).FullName;
        using (var home = JournalAccess.Open(new JournalSpec.Embedded(), back, _pipeline, MadeUpState.Shards))
        {
            new JournalCopy(view, home.Reads, home.Actor).Run(default);
        }

        using var returned = SqliteJournal.OpenForReading(back);
        AssertSame(source, returned);
    }

    private static void AssertSame(IJournal expected, IJournal found)
    {
        foreach (var name in (string[])["plan", "layouts", "source"])
        {
            Assert.Equal(expected.ReadValue(name), found.ReadValue(name));
        }

        var (sinks, foundSinks) = (
            new CopiedSinks(expected, MadeUpState.Shards), new CopiedSinks(found, MadeUpState.Shards));
        for (var shard = new ShardId(0); shard.Value < MadeUpState.Shards - 1; shard = new ShardId(shard.Value + 1))
        {
            Assert.Null(ShardComparison.Difference(new ShardState(expected, shard), new ShardState(found, shard)));
            Assert.True(sinks.IsSame(shard.Value, foundSinks));
        }

        Assert.Equal(0, found.ReadHead(new ShardId(MadeUpState.Shards - 1)).Sequence);
    }

    /// <summary>Who claims the copied shard finds all that the source has, and commits what comes next.</summary>
    private static void AssertGoesOn(IJournal source, JournalNode node, int shard)
    {
        var client = node.Claimed(shard);
        var head = source.ReadHead(client.Shard);
        Assert.Equal(head.Sequence, client.Sequence);
        Assert.Equal(head.State.ToArray(), client.Last.Head.ToArray());
        Assert.Equal(Blocks(r => source.ReadEvents(client.Shard, 0, r)), Texts(client.Events()));
        foreach (var kind in Enum.GetValues<OutboxKind>())
        {
            var progress = client.Last.Sinks[(int)kind];
            var ack = source.ReadSink(kind, MadeUpState.Shards);
            Assert.Equal(head.Sequence == 0 ? 0 : ack.Sequences[shard], progress.Through);
            Assert.Equal(
                Blocks(r => source.ReadOutbox(kind, client.Shard, progress.Through, r)),
                Texts(client.Outbox(kind, progress.Through)));
        }

        var pages = new List<int>();
        source.ReadPageIndex(client.Shard, (page, _, _) => pages.Add(page));
        Assert.Equal(pages, client.PageIndex().Select(p => p.Page));
        var state = new ByteArena();
        foreach (var page in pages)
        {
            Assert.True(source.ReadPage(client.Shard, page, state));
            Assert.Equal(state.Written.ToArray(), client.Page(page));
        }

        Assert.True(client.Commit(client.Next([1, 2, 3], trim: client.Sequence)));
        Assert.Equal(head.Sequence + 1, client.Sequence);
        client.Settle();
    }

    private static List<string> Blocks(Action<BlockReader> read)
    {
        var blocks = new List<(long, byte[])>();
        read((sequence, block) => blocks.Add((sequence, block.ToArray())));
        return Texts(blocks);
    }

    private static List<string> Texts(List<(long Sequence, byte[] Block)> blocks) =>
        [.. blocks.Select(b => $"{b.Sequence} {Convert.ToHexString(b.Block)}")];

    private (JournalNode Node, IJournal View) Target()
    {
        Skip.If(place.Missing is not null, place.Missing);
        var node = place.Open(_pipeline, 0);
        return (node, new PersistenceJournalView(node.System, _pipeline, new PersistenceJournalSettings
        {
            Description = "the other journal",
        }));
    }

    private string Source(int seed, bool isRetained, [CallerMemberName] string test = "")
    {
        var directory = Directory.CreateDirectory(Path.Combine(_root, $"{test}-{seed}")).FullName;
        using var journal = SqliteJournal.Open(directory);
        new MadeUpState(journal, seed).Write(_pipeline, isRetained);
        return directory;
    }
}
