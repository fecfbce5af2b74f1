using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using RecordPath.Tests.Actors;
using RecordPath.Tests.Events;

namespace RecordPath.Tests.Golden;

/// <summary>What is in the journal besides, where events are retained.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void A_head_says_what_snapshots_cover_and_where_history_begins() => Check(
        "head-retained.v1", BlobKind.Head, 3, "A shard's head where events are retained");

    [Fact]
    public void Events_that_are_retained_say_whose_they_are() => Check(
        "events-actors.v1", BlobKind.Events, 2, "An event block of actors, with their keys");

    private static void Check(string name, BlobKind kind, long commit, string title)
    {
        var blob = Tell().Single(b => b.Kind == kind && b.Sequence == commit);
        GoldenFile.Check(
            name, $"{title}.", blob.Bytes, bytes => new Meaning(Histories.Plan(shards: 1)).Of(blob, bytes));
    }

    /// <summary>A commit before events are retained, two after; the last one with snapshots.</summary>
    private static IReadOnlyList<Blob> Tell()
    {
        using var journal = new InMemoryJournal();
        var before = new HandDriven(Histories.Plan(shards: 1, retains: false), journal);
        before.Open(snapshots: false);
        before.Apply(Histories.Record(1, "anna", Op.Persist, 1));
        before.Commit();

        var after = new HandDriven(Histories.Plan(shards: 1), journal);
        after.Open(snapshots: false);
        after.Apply(
            Histories.Record(1, "anna", Op.Persist, 1), Histories.Record(2, "grün", Op.PersistThree, 2),
            Histories.Record(3, "anna", Op.SetTimer, 7), Histories.Record(4, "anna", Op.Persist, 4));
        after.Commit();
        after.Open(snapshots: true);
        after.Apply(Histories.Record(9, "anna", Op.Forget));
        after.Commit();
        return after.Blobs;
    }
}
