using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Golden;

/// <summary>
/// The fixed content of the golden files: two shards, four commits of each. The first holds births and records; the
/// second, records and what they close; the third, of a new process, a snapshot as well; the fourth, of another
/// process, late and odd records after the snapshot.
/// </summary>
internal static class Story
{
    private static readonly string[] _first =
    [
        """{"t":100000,"k":"apple","g":1,"i":5,"d":0.5,"m":1.50,"s":"red","b":true}""",
        """{"t":200000,"k":"pear","g":2,"i":-7,"d":1e300,"m":2.25,"s":"grün","b":false}""",
        """{"t":300000,"k":"apple","g":1,"i":null,"d":-0.0,"m":1.5,"s":null,"b":true}""",
        "this is no JSON",
        """{"t":999999,"k":null,"g":null,"i":9223372036854775807,"d":0.1,"m":-0.01,"s":"","b":null}""",
    ];

    private static readonly string[] _second =
    [
        """{"t":1500000,"k":"plum","g":3,"i":1,"d":0.25,"m":10,"s":"blue","b":true}""",
        """{"t":1600000,"k":"apple","g":1,"i":2,"d":0.75,"m":0.001,"s":"green","b":true}""",
        """{"t":1700000,"k":"pear","g":2,"i":3,"d":3.3333333333333335,"m":4.75,"s":"gold","b":true}""",
        """{"t":1800000,"k":"plum","g":3,"i":4,"d":2,"m":0.5,"s":"dark blue","b":false}""",
    ];

    private static readonly string[] _third =
    [
        """{"t":2050000,"k":"apple","g":1,"i":6,"d":7.5,"m":1.25,"s":"brown","b":null}""",
        """{"t":2100000,"k":"fig","g":9,"i":-1,"d":0.1,"m":12345678901234567890.5,"s":"fresh","b":true}""",
        """{"t":2200000,"k":"fig","g":9,"i":8,"d":0.2,"m":0.5,"s":"dried","b":true}""",
    ];

    private static readonly string[] _fourth =
    [
        """{"t":2300000,"k":"pear","g":-2,"i":8,"d":9.5,"m":2.5,"s":"other pear","b":true}""",
        """{"t":1900000,"k":"fig","g":9,"i":7,"d":8.5,"m":1.25,"s":"late","b":true}""",
        """{"t":2400000,"k":"fig","g":9,"i":null,"d":null,"m":null,"s":null,"b":null}""",
    ];

    /// <summary>All that is read, as a file has it.</summary>
    public static string Input => string.Concat(
        ((string[])[.. _first, .. _second, .. _third, .. _fourth]).Select(line => line + "\n"));

    /// <summary>The pipeline. Its paths are as if all were in one folder, named by it.</summary>
    public static PipelinePlan Plan(WindowSpec? window = null, string folder = "/data") => Plans.Of(
        window ?? new WindowSpec.Tumbling(1_000_000), ["k", "g"],
        ["count()", "sum(i)", "mean(d) where b", "max(m)", "last(s)", "first(t)", "min(d)"], shards: 2) with
    {
        Name = "story",
        Source = new FilesSourceSpec(["records.ndjson"], Parallel: false, folder),
        Sink = new SinkSpec.File(Path.Combine(folder, "results.ndjson"), FileSinkFormat.Ndjson),
        DeadLetterPath = Path.Combine(folder, "dead.ndjson"),
    };

    /// <summary>Tells it to a journal.</summary>
    /// <param name="plan">The pipeline.</param>
    /// <param name="journal">An empty journal.</param>
    /// <param name="afterSecond">What happens between the second commit and the third.</param>
    public static HandDriven Tell(PipelinePlan plan, IJournal journal, Action? afterSecond = null)
    {
        var shards = new HandDriven(plan, journal);
        shards.Open(snapshots: false);
        shards.Apply(_first);
        shards.Commit();
        shards.Apply(_second);
        shards.Commit();
        afterSecond?.Invoke();
        shards.Open(snapshots: true);
        shards.Apply(_third);
        shards.Commit();
        shards.Open(snapshots: false);
        shards.Apply(_fourth);
        shards.Commit();
        return shards;
    }
}
