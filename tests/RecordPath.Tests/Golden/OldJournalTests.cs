using ActorPipeline.Inspection;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.Sharding;
using ActorPipeline.TestKit.InMemory;
using System.Text;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Routing;
using ActorPipeline.Sinks;
using ActorPipeline.Sinks.Formats;
using ActorPipeline.Sources.Files;
using ActorPipeline.Sql;
using RecordPath.Tests.Crash;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Golden;

/// <summary>
/// A whole journal of each format, of a pipeline that was stopped amid its input: it opens for ever.
/// </summary>
public sealed class OldJournalTests : IDisposable
{
    private const string First = "journal.v1";
    private const string Second = "journal.v2";
    private const string Present = "journal.v3";
    private const string Delivered = "journal-delivered.v1";

    /// <summary>What comes after the story when the pipeline is started again.</summary>
    private static readonly string[] _more =
    [
        """{"t":2500000,"k":"apple","g":1,"i":100,"d":-1.5,"m":0.25,"s":"last","b":true}""",
        """{"t":3100000,"k":"fig","g":9,"i":5,"d":1,"m":3,"s":"new","b":true}""",
    ];

    private readonly Scratch _scratch = new();

    [Fact]
    public void A_journal_is_written_as_ever()
    {
        WriteJournal();

        GoldenFile.CheckText(Present, SqlDump.Of(_scratch.File(SqliteJournal.FileName)));
        GoldenFile.CheckText(Delivered, File.ReadAllText(_scratch.File("results.ndjson")));
    }

    [Theory]
    [InlineData(
        """
        shard 0, commit 4, snapshot 3, watermark 2400000
          "apple" | 1 | 2000000 | 3000000 | 1 | 6 | null | 1.25 | "brown" | 2050000 | 7.5
        """,
        "apple", "1")]
    [InlineData(
        """
        shard 0, commit 4, snapshot 3, watermark 2400000
          "pear" | -2 | 2000000 | 3000000 | 1 | 8 | 9.5 | 2.5 | "other pear" | 2300000 | 9.5
          4: 2300000 i = 8, d = 9.5, b = True, m = 2.5, s = "other pear", t = 2300000
        """,
        "pear", "-2")]
    [InlineData(
        """
        shard 1, commit 4, snapshot 3, watermark 2400000
          "fig" | 9 | 2000000 | 3000000 | 3 | 7 | 0.15000000000000002 | 12345678901234567890.5 | "dried" | 2100000 | 0.1
          4: 2400000 i = null, d = null, b = null, m = null, s = null, t = 2400000
        """,
        "fig", "9")]
    [InlineData("none", "plum", "3")]
    public void A_journal_of_any_version_shows_its_actors(string expected, params string[] key)
    {
        foreach (var name in (string[])[First, Second, Present])
        {
            using var scratch = new Scratch();
            SqlDump.Load(GoldenFile.ReadText(name), scratch.File(SqliteJournal.FileName));
            using var journal = SqliteJournal.Open(scratch.Path);

            Assert.Equal(expected, Look(journal, key));
        }
    }

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    [InlineData(Present)]
    public void A_pipeline_goes_on_from_a_journal_of_any_version(string name)
    {
        SqlDump.Load(GoldenFile.ReadText(name), _scratch.File(SqliteJournal.FileName));
        File.WriteAllText(_scratch.File("records.ndjson"), Story.Input + string.Concat(_more.Select(m => m + "\n")));
        File.WriteAllText(_scratch.File("results.ndjson"), GoldenFile.ReadText(Delivered));
        var plan = Story.Plan(folder: _scratch.Path);
        using (var journal = SqliteJournal.Open(_scratch.Path))
        {
            Pipelines.Run(plan, journal, seed: 1);
            Assert.Equal(new PipelineCounters(17, 15, 0, 2, 10), Outputs.CountersOf(journal, plan.ShardCount));
        }

        GoldenFile.CheckText("journal-results.v1", Outputs.SortedLines(_scratch.File("results.ndjson")) + "\n");
        GoldenFile.CheckText("journal-dead-letters.v1", Outputs.SortedLines(_scratch.File("dead.ndjson")) + "\n");
    }

    public void Dispose() => _scratch.Dispose();

    private static string Look(IJournal journal, string[] key)
    {
        var plan = Story.Plan();
        var actor = ActorInspector.Inspect(plan, journal, KeyCodec.Parse(plan.Key, key), 10);
        if (actor is null)
        {
            return "none";
        }

        return string.Join('\n',
        [
            $"shard {actor.Shard}, commit {actor.Sequence}, snapshot {actor.SnapshotSequence}, "
                + $"watermark {actor.WatermarkUs}",
            .. Enumerable.Range(0, actor.OpenWindows.RowCount)
                .Select(row => $"  {SinkRow.Of(actor.Shard, 0, actor.OpenWindows, row)}"),
            .. actor.Events.Select(e => $"  {e.Sequence}: {e.TimeUs} "
                + string.Join(", ", e.Values.Select(v => $"{v.Key} = {SinkRow.TextOf(v.Value)}"))),
        ]);
    }

    /// <summary>
    /// Tells the story to a journal. The results of its second commit are delivered, those of the third are not.
    /// </summary>
    private void WriteJournal()
    {
        var plan = Story.Plan();
        using var journal = SqliteJournal.Open(_scratch.Path);
        using var results = new SinkDriver(
            OutboxKind.Results, journal.Description, plan.ResultColumns, _ => plan.ResultColumns,
            () => new RenamedSink(
                new FileSink(_scratch.File("results.ndjson"), new NdjsonFormat(plan.ResultColumns)),
                "file /data/results.ndjson"),
            plan.ShardCount);
        results.Open(journal, plan.ShardCount);
        results.Acknowledge(journal, plan.ShardCount);
        Story.Tell(plan, journal, afterSecond: () =>
        {
            results.Redeliver(journal, plan.ShardCount);
            results.Acknowledge(journal, plan.ShardCount);
        });
        journal.WriteValue(PlanIdentity.JournalValue, PlanIdentity.Of(plan).ToJson());
        var file = new ManifestEntry(FileIdentity.Of(Encoding.UTF8.GetBytes(Story.Input)), "/data/records.ndjson");
        journal.WriteValue("source", new FileManifest(parallel: false, [[file]]).Encode().Span);
    }
}
