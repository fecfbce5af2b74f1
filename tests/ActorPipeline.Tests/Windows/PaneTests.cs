using System.Globalization;
using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Tests.Journal;

namespace ActorPipeline.Tests.Windows;

/// <summary>Hopping windows that are kept in panes are those of a program that keeps every window.</summary>
public sealed class PaneTests
{
    private const int Actors = 4;

    [Theory]
    [InlineData(10, 10, 40)]
    [InlineData(20, 10, 60)]
    [InlineData(70, 10, 100)]
    [InlineData(64, 1, 30)]
    [InlineData(1_000, 10, 8)]
    public void Windows_are_those_of_a_naive_program_whatever_is_late_and_restarts(long size, long hop, int seeds)
    {
        // Many more where somebody has the time.
        var times = int.Parse(
            Environment.GetEnvironmentVariable("PANES_TIMES") ?? "1", CultureInfo.InvariantCulture);
        for (var seed = 0; seed < seeds * times; seed++)
        {
            Run(new Random(seed), size, hop, $"size {size}, hop {hop}, seed {seed}");
        }
    }

    [Fact]
    public void A_record_that_is_late_for_some_of_its_windows_is_in_the_others()
    {
        var rig = new ProgramRig(new WindowSpec.Hopping(40, 10), 0, 100, "count()");
        rig.Apply(0, [0, 1, 3], [(0, 35, []), (0, 35, []), (0, 35, [])]);
        Assert.Equal(
            [[0L, 40L, 1L], [10L, 50L, 2L], [20L, 60L, 2L], [30L, 70L, 3L]], rig.Close(1_000));
    }

    [Fact]
    public void A_key_with_one_record_keeps_two_cells_however_many_windows_that_is_in()
    {
        var rig = new ProgramRig(new WindowSpec.Hopping(36_000, 1), 0, 10, "count()", "max(s)");
        var empty = rig.Program.StateBytes;
        rig.Apply(0, (0, 40_000, ["text"]));
        Assert.Equal(40_001, rig.Program.DueUs(0));
        for (var watermark = 40_001; watermark < 40_010; watermark++)
        {
            Assert.Equal([[watermark - 36_000L, (long)watermark, 1L, "text"]], rig.Close(watermark));
            Assert.Equal(watermark + 1, rig.Program.DueUs(0));
            Assert.InRange(rig.Program.StateBytes - empty, 1, 200);
        }

        Assert.Equal(36_000 - 9, rig.Close(1_000_000).Count);
        Assert.Equal(empty, rig.Program.StateBytes);
    }

    [Fact]
    public void What_is_due_of_many_hopping_windows_is_closed_in_steps()
    {
        var rig = new ProgramRig(new WindowSpec.Hopping(36_000, 1), 0, 10, "count()");
        rig.Apply(0, (0, 40_000, []), (1, 40_000, []));
        var rows = 0;
        while (rig.Program.DueUs(0) <= 1_000_000)
        {
            var through = rig.Program.CloseThroughUs(0, 1_000_000);
            var closed = rig.Close(through).Count;
            Assert.InRange(closed, 1, 8_192);
            rows += closed;
        }

        Assert.Equal(2 * 36_000, rows);
    }

    [Fact]
    public void A_key_with_too_many_panes_rejects_what_would_need_another()
    {
        var rig = new ProgramRig(new WindowSpec.Hopping(1_000, 10), 0, 2, "count()");
        Assert.Equal([2], rig.Apply(0, (0, 5, []), (0, 15, []), (0, 25, []), (0, 6, []), (1, 25, [])));
        rig.Close(30);
        Assert.Equal([1], rig.Apply(0, (0, 16, []), (0, 35, [])));
        rig.Close(1_010);
        Assert.Empty(rig.Apply(0, [99], [(0, 1_005, [])]));
    }

    [Fact]
    public void Windows_of_the_first_format_go_on_with_what_they_had()
    {
        using var journal = new InMemoryJournal();
        var aggregates = NaiveHopping.Aggregates;

        // In the first format a page of hopping windows was one of tumbling windows with other starts.
        var older = new ProgramRig(new WindowSpec.Tumbling(10), 0, 100, journal, aggregates);
        var layouts = System.Text.Encoding.UTF8.GetString(journal.ReadValue(StateHistory.JournalValue)!);
        var first = System.Text.RegularExpressions.Regex.Replace(layouts, ",?\"cell-format\":\\d+", "");
        Assert.NotEqual(layouts, first);
        journal.WriteValue(StateHistory.JournalValue, System.Text.Encoding.UTF8.GetBytes(first));
        var naive = new NaiveHopping(30, 10, 0);
        foreach (var (time, value) in new[] { (21L, 7L), (34L, 5L), (34L, 2L) })
        {
            naive.Add(0, 0, time, 0, value);
            foreach (var start in new[] { -20L, -10L, 0L })
            {
                older.Apply(0, (0, ((time / 10) * 10) + start, NaiveHopping.Values(value)));
            }
        }

        var rig = new ProgramRig(new WindowSpec.Hopping(30, 10), 0, 100, journal, aggregates);
        Assert.NotEqual(older.Version, rig.Version);
        rig.Load(older);
        foreach (var (time, value) in new[] { (36L, 9L), (22L, 1L), (41L, 3L) })
        {
            naive.Add(0, 1, time, 0, value);
            rig.Apply(1, (0, time, NaiveHopping.Values(value)));
        }

        // The time of what an old window has as first and last was that of the window's start here.
        static object?[] Row(object?[] row) => [.. row[..7], .. row[9..]];
        Assert.Equal(naive.Close(45).Select(Row), rig.Close(45).Select(Row));
        var again = new ProgramRig(new WindowSpec.Hopping(30, 10), 0, 100, journal, aggregates);
        again.Load(rig);
        Assert.Equal(naive.Close(1_000).Select(Row), again.Close(1_000).Select(Row));
    }

    [Fact]
    public void Damaged_pages_of_panes_are_a_format_damage()
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var rig = new ProgramRig(new WindowSpec.Hopping(100, 10), 0, 100, "max(s)", "sum(i)", "min(m)");
            var random = new Random(seed);
            rig.Apply(0, [.. Enumerable.Range(0, 60).Select(_ => (random.Next(8), (long)random.Next(300),
                new object?[] { $"text {random.Next(9)}", (long)random.Next(9), (decimal)random.Next(9) }))]);
            rig.Close(100);
            var bytes = Bytes.Written(w => rig.Program.WritePage(0, rig.Keys, w));
            Bytes.Fuzz(bytes, seed, (ref ByteCursor cursor) => rig.Program.LoadPage(1, rig.Keys, 1, ref cursor));
        }
    }

    private static void Run(Random random, long size, long hop, string because)
    {
        var lateness = random.Next(2) * random.Next((int)size);
        var (rig, naive) = (Rig(size, hop, lateness), new NaiveHopping(size, hop, lateness));
        var empty = rig.Program.StateBytes;
        var watermarks = new long[1 + random.Next(3)];
        Array.Fill(watermarks, -1_000_000);
        var span = (int)(random.Next(4) == 0 ? hop * 5 : size * 2);
        var now = random.Next(1_000);
        for (var batch = 0; batch < 25; batch++)
        {
            now += random.Next(3) == 0 ? random.Next((int)size * 2) : random.Next((int)hop * 3);
            Apply(random, rig, naive, watermarks, now, span);
            var watermark = watermarks.Min();
            if (random.Next(4) != 0)
            {
                Same(naive.Close(watermark), rig.Close(watermark), because);
            }

            Assert.Equal(naive.DueUs, rig.Program.DueUs(0));
            var actor = random.Next(Actors);
            Same(naive.Show(actor), rig.Show(actor), $"{because}, shown");
            if (random.Next(4) == 0)
            {
                var bytes = Bytes.Written(rig.WritePage);
                var restarted = Rig(size, hop, lateness);
                restarted.Load(rig);
                Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(Bytes.Written(restarted.WritePage)));
                rig.Program.DropPage(0);
                rig.Program.AddPage(0);
                Assert.Equal(empty, rig.Program.StateBytes);
                rig = restarted;
            }
        }

        Same(naive.Close(long.MaxValue / 2), rig.Close(long.MaxValue / 2), because);
        Assert.Equal(empty, rig.Program.StateBytes);
        Assert.Equal(long.MaxValue, rig.Program.DueUs(0));
    }

    private static void Apply(
        Random random, ProgramRig rig, NaiveHopping naive, long[] watermarks, int now, int span)
    {
        var partition = random.Next(watermarks.Length);
        var (skips, events) = (new List<int>(), new List<(int, long, object?[])>());
        for (var i = random.Next(30); i > 0; i--)
        {
            var (actor, time, value) = (random.Next(Actors), now - (long)random.Next(span), random.Next(-2, 40));
            if (naive.SkippedOf(time, watermarks[partition]) is { } skipped)
            {
                naive.Add(actor, partition, time, skipped, value);
                skips.Add(skipped);
                events.Add((actor, time, NaiveHopping.Values(value)));
            }

            watermarks[partition] = Math.Max(watermarks[partition], time - (span / 4));
        }

        Assert.Empty(rig.Apply(partition, [.. skips], [.. events]));
    }

    private static ProgramRig Rig(long size, long hop, long lateness) =>
        new(new WindowSpec.Hopping(size, hop), lateness, 10_000, NaiveHopping.Aggregates);

    private static void Same(List<object?[]> expected, List<object?[]> rows, string because)
    {
        Assert.True(expected.Count == rows.Count, $"{because}: {expected.Count} windows, not {rows.Count}");
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.True(Text(expected[i]) == Text(rows[i]), $"{because}: {Text(expected[i])}, not {Text(rows[i])}");
        }
    }

    private static string Text(object?[] row) => string.Join(" | ", row.Select(v => v is double number
        ? number.ToString("G12", CultureInfo.InvariantCulture)
        : Convert.ToString(v, CultureInfo.InvariantCulture) ?? "null"));
}
