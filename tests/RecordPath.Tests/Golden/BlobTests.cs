using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;

namespace RecordPath.Tests.Golden;

/// <summary>Every kind of blob that the engine gives to a journal.</summary>
public sealed class BlobTests
{
    [Theory]
    [InlineData("head", BlobKind.Head, 1, 4, "A shard's head: watermark, counters, partitions")]
    [InlineData("events", BlobKind.Events, 0, 1, "An event block: births, and records with columns of every type")]
    [InlineData("events-close", BlobKind.Events, 1, 2, "An event block: births, records, and the closing of a page")]
    [InlineData("events-nulls", BlobKind.Events, 1, 4, "An event block after a snapshot: values that are missing")]
    [InlineData("results", BlobKind.Results, 0, 2, "The results of a commit")]
    [InlineData("dead-letters", BlobKind.DeadLetters, 1, 4, "The dead letters of a commit")]
    [InlineData("page", BlobKind.Page, 1, 3, "A snapshot page: keys, and open windows with aggregates of every type")]
    [InlineData("page-index", BlobKind.PageIndex, 1, 3, "The index of a snapshot page")]
    public void A_blob_of_version_1_is_written_and_read_as_ever(
        string name, BlobKind kind, int shard, long commit, string title) =>
        Check($"{name}.v1", kind, shard, commit, title, Story.Plan());

    [Fact]
    public void Events_of_hopping_windows_say_how_many_they_skip() => Check(
        "events-hopping.v1", BlobKind.Events, 1, 4, "An event block of hopping windows: how many a record skips",
        Story.Plan(new WindowSpec.Hopping(1_000_000, 250_000)));

    [Fact]
    public void A_page_of_sessions_says_when_they_were_last_seen() => Check(
        "page-session.v1", BlobKind.Page, 1, 3, "A snapshot page of sessions: their starts and their last times",
        Story.Plan(new WindowSpec.Session(600_000)));

    private static void Check(string name, BlobKind kind, int shard, long commit, string title, PipelinePlan plan)
    {
        var blob = Story.Tell(plan, new InMemoryJournal()).Blobs.Single(
            b => b.Kind == kind && b.Shard.Value == shard && b.Sequence == commit);
        GoldenFile.Check(name, $"{title}.", blob.Bytes, bytes => new Meaning(plan).Of(blob, bytes));
    }
}
