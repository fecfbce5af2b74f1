using System.Text;
using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.Sinks;
using ActorPipeline.Sinks.Formats;
using RecordPath.Tests.Harness;
using ActorPipeline.Sources.Files;
using RecordPath.Tests.Crash;

namespace RecordPath.Tests.Golden;

/// <summary>What sources, sinks and plans have the journal keep for them.</summary>
public sealed class StateTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void The_files_of_a_source_are_known_again()
    {
        var manifest = new FileManifest(parallel: true, [
            [new ManifestEntry(FileIdentity.Of("one\ntwo\n"u8), "/data/a.log")],
            [
                new ManifestEntry(FileIdentity.Of("three\n"u8), "/data/grün.log.gz"),
                new ManifestEntry(FileIdentity.Of([]), "/data/empty.log"),
            ],
        ]);

        GoldenFile.Check(
            "source-files.v1", "The value \"source\" of a file source: its files by partition.",
            manifest.Encode().ToArray(), Read);

        static IEnumerable<string> Read(byte[] bytes)
        {
            var manifest = FileManifest.Decode(bytes);
            return
            [
                manifest.Parallel ? "each file is a partition" : "one partition",
                .. manifest.Partitions.SelectMany((files, i) => files.Select(
                    f => $"partition {i}: {f.Path}, SHA-256 of its first {f.Identity.Bytes} bytes begins with "
                        + $"{f.Identity.Hash:x32}")),
            ];
        }
    }

    [Fact]
    public void A_sinks_file_is_known_again()
    {
        var path = _scratch.File("results");
        File.WriteAllText(path, string.Concat(Enumerable.Range(0, 1_000).Select(i => $"line {i}\n")));
        using var file = File.OpenHandle(path);

        GoldenFile.Check(
            "sink-file.v1", "The state of a file sink: a file of 1,000 lines, cut to 5,000 bytes.",
            FileSinkState.Of(file, 5_000).Encoded, Read);

        IEnumerable<string> Read(byte[] bytes)
        {
            var state = FileSinkState.Decode(bytes)!;
            return [$"{state.Length} bytes long", $"is the file of the title: {state.Matches(file)}"];
        }
    }

    [Fact]
    public void A_sinks_state_is_kept_with_its_name()
    {
        using var journal = new InMemoryJournal();
        using (var driver = Driver(journal, Sink()))
        {
            driver.Open(journal, 2);
            driver.Acknowledge(journal, 2);
        }

        GoldenFile.Check(
            "sink-state.v2",
            "The state of a sink in the journal: by shard, how far it got with all, its name, what it says of itself.",
            journal.ReadSink(OutboxKind.Results, 2).State.ToArray(), ReadSinkState);
    }

    [Fact]
    public void A_sinks_state_that_all_shards_shared_is_read()
    {
        File.WriteAllText(_scratch.File("sink"), "");
        GoldenFile.CheckReader("sink-state.v1", ReadSinkState);
    }

    private IEnumerable<string> ReadSinkState(byte[] bytes)
    {
        using var journal = new InMemoryJournal();
        var group = new CommitGroup();
        group.Acks.Add(new SinkAck(OutboxKind.Results, [0, 0], bytes));
        journal.Commit(group);
        var sink = Sink();
        using var driver = Driver(journal, sink);
        driver.Open(journal, 2);
        return [$"the sink is opened with {Convert.ToHexStringLower(sink.Opened.Span)}"];
    }

    private RenamedSink Sink() => new(
        new FileSink(_scratch.File("sink"), new NdjsonFormat(Story.Plan().ResultColumns)), "file grün.ndjson");

    private static SinkDriver Driver(InMemoryJournal journal, ISink sink) => new(
        OutboxKind.Results, journal.Description, Story.Plan().ResultColumns, _ => Story.Plan().ResultColumns,
        () => sink, 2);

    [Fact]
    public void The_layouts_of_all_versions_of_a_plan_stay_known()
    {
        using var journal = new InMemoryJournal();
        var plan = Story.Plan();
        StateHistory.Open(journal, plan);
        StateHistory.Open(journal, plan with { Aggregates = [plan.Aggregates[4], plan.Aggregates[2]] });

        GoldenFile.Check(
            "layouts.v2", "The value \"layouts\": what blobs of each version of a plan hold.",
            journal.ReadValue(StateHistory.JournalValue)!, Layouts);
    }

    [Fact]
    public void Layouts_that_say_nothing_of_the_format_of_windows_have_the_first() =>
        GoldenFile.CheckReader("layouts.v1", Layouts);

    [Fact]
    public void A_journal_whose_windows_are_of_a_format_to_come_is_refused()
    {
        using var journal = new InMemoryJournal();
        journal.WriteValue(StateHistory.JournalValue, Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(GoldenFile.ReadBytes("layouts.v2")).Replace(
                $"\"cell-format\":{StateLayout.PresentCellFormat}", "\"cell-format\":99", StringComparison.Ordinal)));

        var refusal = Assert.Throws<JournalException>(() => StateHistory.Open(journal, Story.Plan()));

        Assert.Equal(JournalFault.Incompatible, refusal.Fault);
        Assert.Equal(
            "The journal was written by a newer ActorPipeline, which keeps windows in format 99; this one knows "
            + $"formats up to {StateLayout.PresentCellFormat}. Run the newer one, or start over with --fresh.",
            refusal.Message);
    }

    [Fact]
    public void The_plan_that_a_state_is_of_stays_known() => GoldenFile.Check(
        "plan.v1", "The value \"plan\": the plan that the state was made by.",
        PlanIdentity.Of(Story.Plan()).ToJson(), bytes =>
        {
            var plan = PlanIdentity.Parse(bytes);
            return
            [
                $"format {plan.Format}",
                $"pipeline {plan.Pipeline}, {plan.Shards} shards",
                $"source {plan.Source}",
                $"decoder {plan.Decoder}",
                $"where '{plan.Where}'",
                .. plan.Key.Select(k => $"key {k}"),
                $"event time {plan.EventTime}, out of order {plan.OutOfOrderUs}, late {plan.AllowedLatenessUs}",
                $"window {plan.Window}",
                .. plan.Aggregates.Select(a => $"aggregate {a}"),
                $"sink {plan.Sink}",
                $"dead letters {plan.DeadLetters}",
                $"changes from it to the same plan: {PlanIdentity.Of(Story.Plan()).ChangesFrom(plan).Count}",
            ];
        });

    public void Dispose() => _scratch.Dispose();

    private static IEnumerable<string> Layouts(byte[] bytes)
    {
        using var journal = new InMemoryJournal();
        journal.WriteValue(StateHistory.JournalValue, bytes);
        var plan = Story.Plan();
        var history = StateHistory.Read(journal, plan with { Aggregates = [plan.Aggregates[0]] });
        return Enumerable.Range(1, 2).Select(version => history[version]).SelectMany(layout => (string[])
        [
            $"version {layout.Version}",
            .. layout.EventColumns.Select(c => $"  events have {c.Definition}: {c.Type}"),
            .. Enumerable.Repeat($"  windows have format {layout.CellFormat}", Math.Min(layout.CellFormat, 1)),
            .. layout.Aggregates.Select(
                a => $"  actors have {a.Kind} of {a.Argument} where {a.Condition}, since version {a.Since}"),
            .. layout.ResultColumns.Select(c => $"  results have {c.Name}: {c.Type}"),
        ]);
    }
}
