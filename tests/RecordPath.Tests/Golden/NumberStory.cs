using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.TestKit.Simulation.Naive;

namespace RecordPath.Tests.Golden;

/// <summary>
/// The fixed content of the golden pages of numbers: an actor of ordinary ones, one whose sums went beyond their type
/// on the way, one that has seen a single record, one that has seen nulls only.
/// </summary>
internal static class NumberStory
{
    private static readonly string[] _lines =
    [
        """{"t":1,"k":"plain","i":2,"d":0.1,"m":1.5}""",
        """{"t":2,"k":"plain","i":4,"d":0.2,"m":-2.25}""",
        """{"t":3,"k":"plain","i":-9,"d":1000.5,"m":3}""",
        """{"t":4,"k":"wide","i":9223372036854775807,"d":1e308,"m":79228162514264337593543950335}""",
        """{"t":5,"k":"wide","i":9223372036854775807,"d":1e308,"m":1}""",
        """{"t":6,"k":"wide","i":-9223372036854775808,"d":-1e308,"m":-1}""",
        """{"t":7,"k":"single","i":7,"d":7.5,"m":7.125}""",
        """{"t":8,"k":"null","i":null,"d":null,"m":null}""",
    ];

    public static PipelinePlan Plan { get; } = Plans.Of(
        new WindowSpec.Tumbling(1_000_000),
        ["k"],
        [
            .. from name in (string[])["sum", "mean", "variance", "stddev", "min", "max"]
               from column in (string[])["i", "d", "m"]
               select $"{name}({column})",
        ],
        shards: 1);

    /// <summary>Tells it to a journal: records of one window, which stays open.</summary>
    public static HandDriven Tell(IJournal journal)
    {
        var shards = new HandDriven(Plan, journal);
        shards.Open(snapshots: true);
        shards.Apply(_lines);
        shards.Commit();
        return shards;
    }
}
