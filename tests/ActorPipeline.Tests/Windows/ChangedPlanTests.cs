using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Tests.Journal;

namespace ActorPipeline.Tests.Windows;

/// <summary>
/// State and events of an older version of a plan. In a cell, the words of one input stand side by side; in a page they
/// stand in the order of the aggregates.
/// </summary>
public sealed class ChangedPlanTests : IDisposable
{
    private static readonly WindowSpec _window = new WindowSpec.Tumbling(10);

    private readonly InMemoryJournal _journal = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void A_page_has_the_bytes_that_it_always_had()
    {
        var rig = Open("sum(i)", "max(m)", "count()", "first(s)", "min(i)", "max(i) where i < 100");
        rig.Apply(0, (0, 1, [7L, 1.5m, "a", true]), (0, 2, [-3L, 2.5m, "b", true]));
        rig.Apply(1, (0, 11, [300L, null, "c", false]), (5, 3, [null, 0.1m, null, null]));
        Assert.Equal(
            "000202040000000000000300040A000000000000000002090000000000000000092C090000000000000000000218"
            + "000000000000000105400B00000000000081808080E0FFFFFFFF0140000000000000000001000000FFFF00800100"
            + "0000FFFF00800201020000000000000000020900000000000000023F0A000000000000000000000000000080FFFF"
            + "FFFFFFFFFF1F003F010000000000000000000000000000C0FFFFFFFFFFFFFF1F00020A0000000000000063610540"
            + "2F010000000000000000000000000000020000000000008000020800000000000000FFFFFFFFFFFFFFFFFF014000"
            + "0000000000000007000000000000800000000000000000",
            Convert.ToHexString(Bytes.Written(rig.WritePage)));
    }

    [Fact]
    public void What_both_plans_have_goes_on_and_what_is_new_starts_from_nothing()
    {
        var older = Open("sum(i)", "max(m)", "count()", "min(i)", "last(s)");
        older.Apply(0, (0, 1, [5L, 1.5m, "a"]), (0, 2, [2L, null, "b"]), (1, 3, [null, 2.5m, null]));

        var newer = Open("count()", "max(i)", "last(s)", "min(i)", "sum(i)", "max(m)", "sum(m)");
        newer.Load(older);
        newer.Apply(0, (0, 4, [4L, null, 3.5m]));

        Assert.Equal(
            [
                [0L, 10L, 3L, 4L, "b", 2L, 11L, 3.5m, 3.5m],
                [0L, 10L, 1L, null, null, null, null, 2.5m, null],
            ],
            newer.Close(10));
    }

    [Fact]
    public void Events_of_an_older_plan_are_replayed_into_what_it_had()
    {
        var older = Open("min(m)", "sum(i)", "mean(i)");
        older.Apply(0, (0, 1, [1.5m, 5L]), (0, 2, [0.5m, 2L]));

        var newer = Open("sum(i)", "max(i)", "count()", "min(m)", "mean(i)");
        newer.Replay(older);
        newer.Apply(0, (0, 4, [3L, 9.5m]));

        Assert.Equal([[0L, 10L, 10L, 3L, 1L, 0.5m, 10.0 / 3]], newer.Close(10));
    }

    private ProgramRig Open(params string[] aggregates) => new(_window, 0, 10, _journal, aggregates);
}
