using System.Buffers.Binary;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;

namespace RecordPath.Tests.Golden;

/// <summary>Every kind of blob that the engine gives to a journal.</summary>
public sealed class BlobTests
{
    /// <summary>Where the keys of the page of numbers are over, and the windows begin.</summary>
    private const int WordsFrom = 0x1d2;

    [Theory]
    [InlineData("head", BlobKind.Head, 1, 4, "A shard's head: watermark, counters, partitions")]
    [InlineData("events", BlobKind.Events, 0, 1, "An event block: births, and records with columns of every type")]
    [InlineData("events-close", BlobKind.Events, 1, 2, "An event block: births, records, and the closing of a page")]
    [InlineData("events-nulls", BlobKind.Events, 1, 4, "An event block after a snapshot: values that are missing")]
    [InlineData("results", BlobKind.Results, 0, 2, "The results of a commit")]
    [InlineData("dead-letters", BlobKind.DeadLetters, 1, 4, "The dead letters of a commit")]
    [InlineData("page-index", BlobKind.PageIndex, 1, 3, "The index of a snapshot page")]
    public void A_blob_of_version_1_is_written_and_read_as_ever(
        string name, BlobKind kind, int shard, long commit, string title) =>
        Check($"{name}.v1", kind, shard, commit, title, Story.Plan());

    [Fact]
    public void Events_of_hopping_windows_say_how_many_they_skip() => Check(
        "events-hopping.v1", BlobKind.Events, 1, 4, "An event block of hopping windows: how many a record skips",
        Story.Plan(new WindowSpec.Hopping(1_000_000, 250_000)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_of_windows_is_written_and_read_as_ever(string name)
    {
        var (title, plan, blob) = Page(name);
        GoldenFile.Check($"{name}.v2", $"{title}.", blob.Bytes, bytes => new Meaning(plan).Of(blob, bytes));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_of_the_first_format_of_windows_is_read_as_ever(string name)
    {
        var (_, plan, blob) = Page(name);
        GoldenFile.CheckReader($"{name}.v1", bytes => Meaning.OfFirstCells(plan).Of(blob, bytes));
    }

    [Fact]
    public void A_page_of_the_first_format_is_read_by_a_plan_that_has_changed_as_well()
    {
        var (_, plan, blob) = Page("page-numbers");
        var now = plan with { Aggregates = [.. plan.Aggregates.Where(a => a.Name is "a2" or "a6" or "a8")] };
        Assert.Equal(
            [
                "\"plain\" | 0 | 1000000 | 2.25 | 49 | 7.3125",
                "\"wide\" | 0 | 1000000 | null | 1.1342745564031283E+38 | 2.0923672451288938E+57",
                "\"single\" | 0 | 1000000 | 7.125 | null | null",
                "\"null\" | 0 | 1000000 | null | null | null",
            ],
            Meaning.OfFirstCells(plan, now).Of(blob, GoldenFile.ReadBytes("page-numbers.v1"))
                .Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim()));
    }

    [Fact]
    public void A_damaged_page_of_the_first_format_is_found_or_read()
    {
        var (_, plan, blob) = Page("page-numbers");
        var meaning = Meaning.OfFirstCells(plan);
        var bytes = GoldenFile.ReadBytes("page-numbers.v1");
        Fuzz.Run(2_000, 1L << 26, random =>
        {
            var damaged = bytes.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                damaged[random.Next(WordsFrom, bytes.Length - Envelope.TrailerBytes)] = (byte)random.Next(256);
            }

            BinaryPrimitives.WriteUInt32LittleEndian(
                damaged.AsSpan(^Envelope.TrailerBytes..), Checksum.Compute(damaged.AsSpan(..^Envelope.TrailerBytes)));
            try
            {
                Assert.NotEmpty(meaning.Of(blob, damaged).ToList());
            }
            catch (FormatDamageException)
            {
            }
        });
    }

    public static TheoryData<string> Pages => ["page", "page-session", "page-hopping", "page-numbers"];

    private static (string Title, PipelinePlan Plan, Blob Blob) Page(string name)
    {
        var (title, plan) = name switch
        {
            "page" => ("A snapshot page: keys, and open windows with aggregates of every type", Story.Plan()),
            "page-session" => (
                "A snapshot page of sessions: their starts and their last times",
                Story.Plan(new WindowSpec.Session(600_000))),
            "page-hopping" => (
                "A snapshot page of hopping windows: the panes of each actor, and what is under way",
                Story.Plan(new WindowSpec.Hopping(1_000_000, 250_000))),
            _ => ("A snapshot page of numbers", NumberStory.Plan),
        };
        using var journal = new InMemoryJournal();
        var shards = plan == NumberStory.Plan ? NumberStory.Tell(journal) : Story.Tell(plan, journal);
        return (title, plan, shards.Blobs.Last(b => b.Kind == BlobKind.Page));
    }

    private static void Check(string name, BlobKind kind, int shard, long commit, string title, PipelinePlan plan)
    {
        var blob = Story.Tell(plan, new InMemoryJournal()).Blobs.Single(
            b => b.Kind == kind && b.Shard.Value == shard && b.Sequence == commit);
        GoldenFile.Check(name, $"{title}.", blob.Bytes, bytes => new Meaning(plan).Of(blob, bytes));
    }
}
